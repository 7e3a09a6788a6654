-- Sends whole requests, prepared beforehand, in turn, over and over. Its argument is a file of them, a NUL between each two.
-- Threads begin at different places, so that they do not ask the same at the same moment.
local threads = 0

function setup(thread)
  thread:set("start", threads / (threads + 1))
  threads = threads + 1
end

local requests, count, sent = {}, 0, 0

function init(args)
  for request in io.open(args[1], "rb"):read("*a"):gmatch("%Z+") do
    count = count + 1
    requests[count] = request
  end
  sent = math.floor(start * count)
end

function request()
  sent = sent % count + 1
  return requests[sent]
end
