-- Forgets the parts of a chord whose body is on its way, but not that they were counted.
--
-- KEYS     as of join.lua
-- ARGV[1]  seconds to remember that
-- returns  nil
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[6])
redis.call('SETEX', KEYS[5], ARGV[1], '1')
return nil
