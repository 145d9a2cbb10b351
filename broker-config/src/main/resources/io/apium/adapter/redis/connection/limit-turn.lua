-- Lines up for a permit, gives one back or holds it for longer; and calls those whose turn it is. Times are in microseconds.
--
-- KEYS     as of limit-take.lua
-- ARGV[1…5] as of limit-take.lua
-- ARGV[6]  line-up, release or renew
-- returns  the holders to be called
local FORGET = '3600000'
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000000 + tonumber(time[2])
end
local function text(number)
  return string.format('%.0f', number)
end
local holder, called = ARGV[2], {}
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', text(now))
if ARGV[6] == 'renew' then
  redis.call('ZADD', KEYS[1], 'XX', text(now + tonumber(ARGV[4])), holder)
else
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', text(now))
end
if ARGV[6] == 'release' then
  for key = 1, 4 do
    redis.call('ZREM', KEYS[key], holder)
  end
elseif ARGV[6] == 'line-up' then
  if redis.call('ZSCORE', KEYS[2], holder) then
    called[1] = holder
  elseif not redis.call('ZSCORE', KEYS[1], holder) then
    -- behind the last one, also when both come at the same moment
    local last = redis.call('ZREVRANGE', KEYS[3], 0, 0, 'WITHSCORES')[2]
    redis.call('ZADD', KEYS[3], 'NX', text(math.max(now, tonumber(last or 0) + 1)), holder)
  end
end
local free = tonumber(ARGV[3]) - redis.call('ZCARD', KEYS[1]) - redis.call('ZCARD', KEYS[2])
while free > 0 do
  local first = redis.call('ZPOPMIN', KEYS[3])[1]
  if not first then
    break
  end
  redis.call('ZADD', KEYS[2], text(now + tonumber(ARGV[5])), first)
  called[#called + 1] = first
  free = free - 1
end
for key = 1, 3 do
  if redis.call('PTTL', KEYS[key]) < tonumber(FORGET) then
    redis.call('PEXPIRE', KEYS[key], FORGET)
  end
end
return called
