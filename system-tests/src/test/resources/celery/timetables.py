"""Fills in what Celery's own crontab and solar make of a table of timetables: reads it, writes Celery's column anew.

    python3 timetables.py < core/src/test/resources/golden/crontab.tsv

A row is: expression, time zone, moment, Celery's ticks, our ticks where they differ, why they differ. An expression is the
five fields of a crontab, or an event, a latitude and a longitude. Ticks are the first few after the moment.

Celery's column is not the estimate that a crontab gives at the moment, which is an hour off when the clock is changed before
the tick, but what a beat does: it asks is_due again and again as time goes by, here at every full minute, and the first one
at which the answer is yes is the tick, and the last run from then on. A solar event is estimated, as beat does.
"""

import sys
from datetime import datetime, timedelta, timezone

import celery
from celery.schedules import crontab, solar

TICKS = 4
FIELDS = ('minute', 'hour', 'day_of_month', 'month_of_year', 'day_of_week')
MINUTE = timedelta(minutes=1)
CLOSE = timedelta(hours=3)  # more than any clock is changed by
FAR = timedelta(days=366 * 45)


class Beat:

    def __init__(self, words, zone, moment):
        self.app = celery.Celery(set_as_current=False, timezone=zone)
        self.now = self.local(moment)
        options = {'nowfun': lambda: self.now, 'app': self.app}
        if len(words) == 3:
            self.schedule = solar(words[0], float(words[1]), float(words[2]), **options)
            self.tick = self.estimate
        else:
            self.schedule = crontab(**dict(zip(FIELDS, words)), **options)
            self.tick = self.wait

    def local(self, moment):
        return moment.astimezone(timezone.utc).astimezone(self.app.timezone)

    def estimate(self):
        self.now += self.schedule.remaining_estimate(self.now)
        return self.now.isoformat(timespec='seconds')

    def wait(self):
        last, start = self.now, self.now
        while self.now - start < FAR:
            pause = max(MINUTE, self.schedule.remaining_estimate(last) - CLOSE)
            minute = (self.now.astimezone(timezone.utc) + pause).replace(second=0, microsecond=0)
            self.now = self.local(minute)
            if self.schedule.is_due(last).is_due:
                return self.now.isoformat(timespec='minutes')
        raise ValueError('no tick in sight')


def ticks(expression, zone, moment):
    try:
        beat = Beat(expression.split(), zone, datetime.fromisoformat(moment))
        return ' '.join(beat.tick() for _ in range(TICKS))
    except Exception as refusal:
        return 'refused: %s' % ' '.join(str(refusal).split())


def main():
    print('# Celery %s' % celery.__version__)
    for line in sys.stdin.read().splitlines():
        if line.startswith('#'):
            if not line.startswith('# Celery '):
                print(line)
            continue
        row = (line.split('\t') + [''] * 6)[:6]
        row[3] = ticks(*row[:3])
        print('\t'.join(row).rstrip('\t'))


main()
