// Dragging in the calendar: an entry with data-move, dropped on another day, sends the form that a person could fill in.
for (const calendar of document.querySelectorAll("[data-calendar]")) {
  const form = document.getElementById("calendar-drop");
  let dragged;
  for (const entry of calendar.querySelectorAll("[data-move]")) {
    entry.draggable = true;
    entry.addEventListener("dragstart", (event) => {
      dragged = entry;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", entry.querySelector(".calendar__title").textContent);
      entry.classList.add("calendar__entry--dragged");
    });
    entry.addEventListener("dragend", () => {
      dragged = undefined;
      entry.classList.remove("calendar__entry--dragged");
      for (const day of calendar.querySelectorAll(".calendar__day--over"))
        day.classList.remove("calendar__day--over");
    });
  }
  for (const day of calendar.querySelectorAll("[data-day]")) {
    const isElsewhere = () => dragged && dragged.closest("[data-day]") !== day;
    day.addEventListener("dragover", (event) => {
      if (!isElsewhere()) return;
      event.preventDefault();
      day.classList.add("calendar__day--over");
    });
    day.addEventListener("dragleave", () => day.classList.remove("calendar__day--over"));
    day.addEventListener("drop", (event) => {
      if (!isElsewhere()) return;
      event.preventDefault();
      form.action = dragged.dataset.move;
      form.elements.day.value = day.dataset.day;
      form.elements.version.value = dragged.dataset.version;
      form.submit();
    });
  }
}
