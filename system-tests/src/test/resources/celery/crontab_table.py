"""Fills in what Celery's own crontab makes of the table of crontabs: reads the table, writes it with Celery's column anew.

    python3 crontab_table.py < core/src/test/resources/golden/crontab.tsv

A row is: expression, time zone, moment, Celery's ticks, our ticks where they differ, why they differ; ticks are the first
few after the moment. Celery's column is not the estimate that crontab gives at the moment, which is an hour off when the
clock is changed before the tick, but what a beat does: it asks is_due again and again as time goes by, here at every full
minute, and the first one at which the answer is yes is the tick and the last run from then on.
"""

import sys
from datetime import datetime, timedelta, timezone

import celery
from celery.schedules import crontab

TICKS = 4
FIELDS = ('minute', 'hour', 'day_of_month', 'month_of_year', 'day_of_week')
MINUTE = timedelta(minutes=1)
CLOSE = timedelta(hours=3)  # more than any clock is changed by
FAR = timedelta(days=366 * 45)


class Beat:

    def __init__(self, expression, zone, moment):
        self.app = celery.Celery(set_as_current=False, timezone=zone)
        self.now = self.local(moment)
        self.crontab = crontab(**dict(zip(FIELDS, expression.split())), nowfun=lambda: self.now, app=self.app)

    def local(self, moment):
        return moment.astimezone(timezone.utc).astimezone(self.app.timezone)

    def tick(self):
        last, start = self.now, self.now
        while self.now - start < FAR:
            left = self.crontab.remaining_estimate(last)
            pause = max(MINUTE, left - CLOSE)
            minute = (self.now.astimezone(timezone.utc) + pause).replace(second=0, microsecond=0)
            self.now = self.local(minute)
            if self.crontab.is_due(last).is_due:
                return self.now
        raise ValueError('no tick in sight')


def ticks(expression, zone, moment):
    try:
        beat = Beat(expression, zone, datetime.fromisoformat(moment))
        return ' '.join(beat.tick().isoformat(timespec='minutes') for _ in range(TICKS))
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
