-- Keeps a dead letter as the newest one; does nothing to one that is kept.
--
-- KEYS[1]  apium:{dead-letters}:letters   the letters by their ids
-- KEYS[2]  apium:{dead-letters}:order     the ids, by the number that each letter was given
-- ARGV[1]  the letter's id
-- ARGV[2]  the letter, JSON
-- returns  nil
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 1 then
  local newest = redis.call('ZREVRANGE', KEYS[2], 0, 0, 'WITHSCORES')
  redis.call('ZADD', KEYS[2], (newest[2] or 0) + 1, ARGV[1])
end
return nil
