-- Adds one attempt to what a worker did for a node of a flow.
--
-- KEYS[1]  HASH of what workers did for a flow's nodes: "<node> <worker>" to eight numbers, spaces between them
-- ARGV[1]  how long it lives from now on, seconds
-- ARGV[2]  "<node> <worker>"
-- ARGV[3]… slots, runs, items, microseconds of parts, of all, waited; milliseconds of the first start and of the last end
-- returns  nothing
local sum = redis.call('HGET', KEYS[1], ARGV[2])
local numbers = {}
if sum then
  -- what is no number of ours begins anew
  for number in string.gmatch(sum, '%d+') do
    numbers[#numbers + 1] = tonumber(number)
  end
end
local texts = {}
for i = 1, 8 do
  local more = tonumber(ARGV[i + 2])
  local before = numbers[i]
  local both
  if not before then
    both = more
  elseif i == 1 or i == 8 then
    both = math.max(before, more)
  elseif i == 7 then
    both = math.min(before, more)
  else
    both = before + more
  end
  texts[i] = string.format('%.0f', both)
end
redis.call('HSET', KEYS[1], ARGV[2], table.concat(texts, ' '))
redis.call('EXPIRE', KEYS[1], ARGV[1])
return false
