-- Sends whole requests, prepared beforehand, in turn, over and over. Its argument is a file of them, a NUL between each two.
local requests, count, sent = {}, 0, 0

function init(args)
  for request in io.open(args[1], "rb"):read("*a"):gmatch("%Z+") do
    count = count + 1
    requests[count] = request
  end
end

function request()
  sent = sent % count + 1
  return requests[sent]
end
