-- Opens the timeline of a task that is about to be published; does nothing to one that is open.
--
-- KEYS[1]  apium:timeline:<id>
-- ARGV[1]  seconds to keep it
-- ARGV[2…] name, value, name, value… of its first entry
-- returns  nil
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('XADD', KEYS[1], '*', unpack(ARGV, 2))
  redis.call('EXPIRE', KEYS[1], ARGV[1])
end
return nil
