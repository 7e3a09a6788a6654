/** The town that the sample newspaper writes about: its people, places and worries. */

export const paper = {
  title: "The Saltmarsh Courier",
  tagline: "News from the estuary, since the ferry ran",
};

export const reporters = [
  [
    "Ines Albrecht",
    "Covers the council and everything that is decided after nine in the evening. Former harbour pilot.",
  ],
  [
    "Tomasz Okafor",
    "Writes about science, weather and the sea. Keeps three tide gauges and no patience for adjectives.",
  ],
  [
    "Marguerite Lund",
    "Culture editor. Has seen every production of the Old Ropewalk theatre, including the cancelled ones.",
  ],
  ["Dev Prasad", "Sport, mostly rowing. Reports from the bank in all weathers."],
  ["Hana Kimura", "Food and markets. Believes that a good queue is a review."],
  ["Oskar Wennberg", "Columnist. Wrong about the bridge in 2009, and says so every year."],
  ["Leila Haddad", "Reports on schools, housing and the bus that does not come."],
  ["Piet van Dam", "Photographer who also writes captions, some of them very long."],
] as const;

export const sections = [
  { name: "Town", below: ["Council", "Housing", "Schools"] },
  { name: "Harbour", below: ["Ferries", "Fishing"] },
  { name: "Science", below: ["Weather", "Nature"] },
  { name: "Culture", below: ["Theatre", "Books", "Music"] },
  { name: "Sport", below: ["Rowing", "Football"] },
  { name: "Food", below: [] },
  { name: "Opinion", below: [] },
] as const;

export const tags = [
  "tides", "ferry", "budget", "planning", "seals", "storm", "lighthouse", "library", "market", "bridge", "allotments",
  "regatta", "oysters", "trams", "archive", "school meals", "rent", "dunes", "chess", "brass band", "night bus", "repair",
  "winter", "summer fair", "volunteers", "photography", "maps", "bees", "bread", "history",
]; // prettier-ignore

export const who = [
  "the harbour master", "the council", "the night-bus drivers", "the allotment society", "a retired surveyor",
  "the ferry crew", "the head of the grammar school", "the bakers on Tollgate Street", "two students from the college",
  "the lighthouse trust", "the rowing club", "the town archivist", "a group of parents", "the oyster growers",
  "the librarian of the Corn Hall", "the museum of small engines", "the owner of the chandlery", "the choir of St Brannoc",
]; // prettier-ignore

export const places = [
  "the Old Ropewalk", "Tollgate Street", "the north mole", "Gannet Island", "the Corn Hall", "the lower ferry slip",
  "Saltmarsh station", "the dunes at Holm", "the fish market", "Pilot's Green", "the weir", "the chapel on Quay Hill",
]; // prettier-ignore

export const things = [
  "a new timetable", "the flood wall", "the swing bridge", "a plan for forty flats", "the last coal crane",
  "a choir of two hundred", "the winter market", "an eel pass", "the tide tables", "a repair café", "the lending desk",
  "the lamp of the lighthouse", "a map from 1791", "the school kitchen", "the second tram", "an oyster bed",
]; // prettier-ignore

export const headlines = [
  "{Who} opened {thing} to everyone", "Why {thing} took eleven years", "{Thing}, explained in five tides",
  "What the storm left at {place}", "{Who} said no to {thing}", "A quiet vote about {thing}",
  "The people who keep {place} open at night", "Letter from {place}", "{Thing}: back, and slower",
  "Nobody asked {who}. Then the water came", "How {who} learned to read the river", "Ten minutes at {place}",
  "How {who} counted the seals", "The cost of {thing}", "At {place}, the queue is the story", "{Thing}: what we know",
  "A winter with {who}", "Before the bridge closes, one more look at {place}", "{Who} and the argument about {thing}",
  "The long way round: {place} on foot",
]; // prettier-ignore

export const sentences = [
  "It began, as things do here, with a notice on the door of {place}.",
  "By eight in the morning {who} had already counted {number} people in the queue.",
  "Nobody disputes the figures; what {who} disputed was what they mean.",
  "The plan for {thing} is {number} pages long, and page {number} is the interesting one.",
  "“We measured it twice,” said a spokesman for {who}, “because the first result was so dull.”",
  "Rain came in from the west at noon and stayed for the vote.",
  "In a good year {place} sees {number} visitors a week; this has been a good year.",
  "The council will discuss {thing} again on Thursday, in public, with tea.",
  "Older residents remember when {place} was lit by gas and closed at ten.",
  "There is a smaller question behind the large one, and it concerns {thing}.",
  "The money, {number} thousand in all, comes from a fund that was meant for something else.",
  "At low water you can still see the piles of the first pier, black and even like type.",
  "The ledger of every boat since 1964, in pencil, is now with {who}.",
  "What changed was not the river but the people who look at it.",
  "A child asked the best question of the evening, and was given a real answer.",
  "The report recommends patience, which is cheap, and dredging, which is not.",
  "From {place} the view reaches as far as the second buoy on most days.",
  "For {number} years nobody thought about {thing}; then the tram stopped.",
  "The bakers say the smell of bread is the only public clock that keeps time.",
  "It would be easy to call this a dispute about {thing}. It is a dispute about who gets asked.",
  "The minutes of the meeting run to a page and a half and leave out the shouting.",
  "{Who} offered to pay half, provided that the other half is found by spring.",
  "Two of the benches at {place} face the wrong way, and there is now a petition to keep them so.",
  "Asked whether it would be finished by June, the engineer looked at the sky.",
];

export const subheads = [
  "What was decided", "How it started", "The numbers", "What happens next", "A view from the water", "Who pays",
  "The other side", "What stays", "A short history",
]; // prettier-ignore

export const remarks = [
  "I was there, and this is exactly how it felt. Thank you for writing it down.",
  "Small correction: the crane was moved in 1987, not 1986. My father drove it.",
  "Could you publish the figures as a table? I would like to compare them with last year's.",
  "The real story is the night bus, and nobody ever writes about the night bus.",
  "Lovely photograph. Which lens?",
  "We have had the same argument in our street for *years*, and nothing moved.",
  "I disagree about the benches. Facing the wrong way is the whole point of them.",
  "Read this aloud to my mother, who laughed at the tea.",
  "Is there a recording of the meeting? The minutes say very little.",
  "Walked there this morning. The notice is gone.",
  "More of this, please, and less about the bridge.",
  "As one of the volunteers: we still need four people for Saturdays.",
];

export const readers = [
  "Ruth", "A. Marsh", "Kofi", "Jonas B.", "Two Tides", "Maud", "Ferryman", "Siobhán", "Nils", "An old rower", "Amira",
  "Grete", "Paul from Holm", "Yuki", "The other Ruth", "Benedikt",
]; // prettier-ignore
