-- Asks for a permit to start: first for one of those that run at once, then for a moment. Times are in microseconds.
--
-- KEYS[1]  apium:{limit:<task>:<hash>}:running    holders by when their leases end
-- KEYS[2]  apium:{limit:<task>:<hash>}:promised   those who were called, or wait for their moment, by when that ends
-- KEYS[3]  apium:{limit:<task>:<hash>}:line       those who wait to be called, by when they came
-- KEYS[4]  apium:{limit:<task>:<hash>}:booked     those who wait for their moment, by that moment
-- KEYS[5]  apium:{limit:<task>:<hash>}:pace       the theoretical moments (GCRA) of what is "booked" and what was "granted",
--                                              and whose "turn" it was last: the latest booked moment that was granted
-- ARGV[1]  now, or "" for the server's time
-- ARGV[2]  the holder
-- ARGV[3]  how many may run at once, or 0
-- ARGV[4]  lease
-- ARGV[5]  how long a permit is promised
-- ARGV[6]  the time between two starts, or 0
-- ARGV[7]  burst
-- ARGV[8]  1 for a holder that is before all who wait for their moment
-- ARGV[9]  how long before its own moment a holder may ask for the next that is free
-- ARGV[10] how long before a start its moment is granted to somebody who waits for one
-- returns  0 and how long until it may start; 1 and how long to wait; 2 and how many are in the line; and now, each time
local FORGET, LATE = 3600000000, 60000000
local function text(number)
  return string.format('%.0f', number)
end
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000000 + tonumber(time[2])
end
local holder, concurrency, interval = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[6])
local granted, moment, horizon = true, now, now
if concurrency > 0 then
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', text(now))
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', text(now))
  -- a lease that is longer than any can be: the clock was set back
  local longest = text(now + tonumber(ARGV[4]) + tonumber(ARGV[10]))
  for _, other in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. longest, '+inf')) do
    redis.call('ZADD', KEYS[1], longest, other)
  end
  if not redis.call('ZSCORE', KEYS[1], holder) and not redis.call('ZSCORE', KEYS[2], holder) then
    local free = concurrency - redis.call('ZCARD', KEYS[1]) - redis.call('ZCARD', KEYS[2])
    local line = redis.call('ZCARD', KEYS[3])
    if (redis.call('ZRANK', KEYS[3], holder) or line) >= free then
      return {2, line, text(now)}
    end
  end
  redis.call('ZREM', KEYS[3], holder)
end
if interval > 0 then
  local depth, early, lead = (tonumber(ARGV[7]) - 1) * interval, tonumber(ARGV[9]), tonumber(ARGV[10])
  local pace = redis.call('HMGET', KEYS[5], 'booked', 'granted', 'turn')
  -- what is no moment is forgotten
  for i = 1, 3 do
    local moment = tonumber(pace[i])
    pace[i] = moment and moment >= 0 and moment < 2 ^ 53 and moment or 0
  end
  local booked, turn = pace[1], pace[3]
  -- never further off than the last grant can have made it, unless the clock was set back
  local started = math.min(pace[2], now + lead + depth + interval)
  redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', text(now - FORGET))
  local own = ARGV[8] == '1' and now or tonumber(redis.call('ZSCORE', KEYS[4], holder) or nil)
  moment = math.max(now, started - depth)
  -- a newcomer may have what nobody who waits has come for in time
  granted = moment <= now + (own and own <= now + early and lead or lead / 2)
  if granted then
    -- a newcomer has not booked, and those who book after it are that much later
    booked = own and booked or booked + interval
    turn = math.max(turn, own or 0)
    started = math.max(started, moment) + interval
    redis.call('ZREM', KEYS[4], holder)
  else
    if not own then
      booked = math.max(booked, started)
      own = math.max(now, booked - depth)
      booked = math.max(booked, own) + interval
    end
    -- those who are much later than the others will not come any more
    local ahead = redis.call('ZCOUNT', KEYS[4], text(turn - LATE), '(' .. text(own))
    moment = math.max(own, moment + ahead * interval)
    redis.call('ZADD', KEYS[4], text(own), holder)
  end
  redis.call('HSET', KEYS[5], 'booked', text(booked), 'granted', text(started), 'turn', text(turn))
  horizon = math.max(booked, started, moment)
end
local keep = text(math.ceil((horizon - now + FORGET) / 1000))
redis.call('PEXPIRE', KEYS[4], keep)
redis.call('PEXPIRE', KEYS[5], keep)
if concurrency > 0 then
  redis.call('ZREM', granted and KEYS[2] or KEYS[1], holder)
  redis.call('ZADD', granted and KEYS[1] or KEYS[2], text(moment + tonumber(ARGV[granted and 4 or 5])), holder)
  for key = 1, 3 do
    redis.call('PEXPIRE', KEYS[key], keep)
  end
end
return {granted and 0 or 1, text(moment - now), text(now)}
