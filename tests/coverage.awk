# Sums what `gcov -t -b -c` prints of some files:
#   gcov -t -b -c FILE.gcda… | awk -f coverage.awk least=95
# and fails where lines or branches are covered to less than `least` percent.
#
# Not counted are the branches of preconditions (g_return_if_fail and the like):
# the other way is a bug in the program, and warnings are fatal in tests.
#
# SPDX-License-Identifier: GPL-3.0-or-later
function finish_file ()
{
  if (file != "" && file !~ /^\// && file ~ /\.c$/)
    {
      printf "%-28s %5d lines %6.1f %%  %5d branches %6.1f %%\n", name, lines,
             lines ? 100 * run / lines : 100, branches, branches ? 100 * taken / branches : 100
      all_lines += lines; all_run += run; all_branches += branches; all_taken += taken
    }
  lines = run = branches = taken = 0
}

/^ +-: +0:Source:/ {
  finish_file()
  file = $0; sub(/^.*Source:/, "", file)
  while (sub(/^\.\.\//, "", file)) {}
  name = file; sub(/^.*\//, "", name)
  next
}
/^ *[0-9#=*-]+\*?: +[0-9]+:/ {
  count = $0; sub(/:.*/, "", count); gsub(/[ *]/, "", count)
  place = $0; sub(/^[^:]*: */, "", place); sub(/:.*/, "", place)
  source = $0; sub(/^[^:]*:[^:]*:/, "", source)
  precondition = source ~ /g_return_(val_)?if_fail|g_return_(val_)?if_reached|g_assert/
  if (place == 0 || count == "-")
    next
  lines++
  if (count ~ /^[#=]/)
    { if (file !~ /^\// && show) printf "%s:%s: never run:%s\n", name, place, source }
  else
    run++
  next
}
/^branch / && !precondition {
  branches++
  if ($0 ~ /taken [1-9]/)
    taken++
  else if (file !~ /^\// && show)
    printf "%s:%s: branch %s never taken:%s\n", name, place, $2, source
}
END {
  finish_file()
  if (!all_lines || !all_branches)
    { print "no coverage was recorded"; exit 1 }
  line_pct = 100 * all_run / all_lines
  branch_pct = 100 * all_taken / all_branches
  printf "lines %.1f %% of %d, branches %.1f %% of %d (at least %d %% wanted)\n",
         line_pct, all_lines, branch_pct, all_branches, least
  exit line_pct < least || branch_pct < least
}
