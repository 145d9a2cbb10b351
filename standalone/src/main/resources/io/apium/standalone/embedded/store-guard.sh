# Runs the store ("$@") and ends it, at the latest when the process that started this one has ended, whichever way: its
# end of our standard input closes then. Removes the folder named first, which holds what nobody needs after that.
#
# set -m gives the store a process group of its own: Ctrl-C on a terminal goes to the whole group of the terminal, and
# the store must outlive the workers that are still writing to it.
set -m
trap '' HUP INT TERM
folder=$1
shift
"$@" </dev/null &
store=$!
{ cat; kill "$store"; } >/dev/null 2>&1 &
wait "$store"
rm -rf "$folder"
