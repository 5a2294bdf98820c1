import { DateFormat } from '../date-format'
import { dateStylesOf } from '../date-styles'
import { decisions } from '../decisions'
import { EvaluationError } from '../diagnostics'
import { civilOf, clockOf, dayNumber, dayOfWeek, daysInMonth, fileTimeOf, inRange, Instant, instantOfFileTime, instantSeconds } from '../instant'
import type { Span } from '../ast'
import { bigNumber, date, defineFunction, mapped, number, optional, text } from './define'

const PAGE = 'functions-for-customizing-application-data.md'
const INTERVALS = ['yyyy', 'm', 'd', 'ww', 'h', 'n', 's'] as const
type Interval = (typeof INTERVALS)[number]
const SECONDS = { d: 86_400, ww: 604_800, h: 3600, n: 60, s: 1 } as const

export const cdate = defineFunction({
  name: 'CDate',
  params: [date('expression', 'A date as text: ISO, ISO with an offset, or M/d/yyyy h:mm:ss tt. No offset means UTC.')],
  returns: 'date',
  doc: 'The text as a date in UTC.',
  examples: [
    ['CDate("2020-03-16-07:00")', '3/16/2020 7:00:00 AM'],
    ['CDate("2021-06-30+08:00")', '6/29/2021 4:00:00 PM'],
    ['CDate("2009-06-15T01:45:30-07:00")', '6/15/2009 8:45:30 AM'],
  ],
  source: `${PAGE} § CDate`,
  evaluate: ([instant]) => instant,
})

export const dateAdd = defineFunction({
  name: 'DateAdd',
  params: [
    text('interval', 'yyyy year, m month, d day, ww week, h hour, n minute, s second.'),
    number('value', 'How many; may be negative.'),
    date('dateTime', 'A date: wrap text in CDate.'),
  ],
  returns: 'date',
  doc: 'The date so many intervals later. A month or year that is too short ends on its last day.',
  examples: [
    ['DateAdd("d", 7, CDate("2012-03-16-07:00"))', '3/23/2012 7:00:00 AM'], ['DateAdd("m", 10, CDate("2012-03-16-07:00"))', '1/16/2013 7:00:00 AM'],
    ['DateAdd("m", 1, CDate("2024-01-31"))', '2/29/2024 12:00:00 AM'],
  ],
  source: `${PAGE} § DateAdd`,
  evaluate: ([name, value, from], _context, { span }) => {
    const interval = intervalOf(name, span)
    if (interval !== 'm' && interval !== 'yyyy') return checked(from.seconds + value * SECONDS[interval], from.ticks, span)
    const c = civilOf(from)
    const months = c.year * 12 + c.month - 1 + value * (interval === 'm' ? 1 : 12)
    const year = Math.floor(months / 12)
    const month = months - year * 12 + 1
    if (year < 1 || year > 9999) return checked(Number.POSITIVE_INFINITY, 0, span)
    return checked(instantSeconds(year, month, Math.min(c.day, daysInMonth(year, month)), c.hour, c.minute, c.second), from.ticks, span)
  },
})

export const dateDiff = defineFunction({
  name: 'DateDiff',
  params: [text('interval', 'yyyy year, m month, d day, ww week, h hour, n minute, s second.'), date('date1'), date('date2')],
  returns: 'number',
  doc: 'How many intervals date2 is later than date1; negative when it is earlier. Days, hours, minutes and seconds are elapsed time, weeks, months and years are calendar ones.',
  examples: [
    ['DateDiff("d", CDate("2021-08-18+08:00"), CDate("2021-08-31+08:00"))', '13'],
    ['DateDiff("d", CDate("8/25/2021 5:41:18 PM"), CDate("2012-03-16-07:00"))', '-3449'],
    ['DateDiff("ww", CDate("8/25/2021 5:41:18 PM"), CDate("2012-03-16-07:00"))', '-493'],
    ['DateDiff("m", CDate("8/25/2021 5:41:18 PM"), CDate("2012-03-16-07:00"))', '-113'],
    ['DateDiff("yyyy", CDate("8/25/2021 5:41:18 PM"), CDate("2012-03-16-07:00"))', '-9'],
  ],
  source: `${PAGE} § DateDiff`,
  // The documented table is that of VB's DateDiff.
  evaluate: ([name, from, to], _context, { span }) => {
    const interval = intervalOf(name, span)
    if (interval === 'ww') return (sunday(to) - sunday(from)) / 7
    if (interval === 'yyyy') return civilOf(to).year - civilOf(from).year
    if (interval === 'm') {
      const [a, b] = [civilOf(from), civilOf(to)]
      return 12 * (b.year - a.year) + b.month - a.month
    }
    let seconds = to.seconds - from.seconds
    if (seconds > 0 && to.ticks < from.ticks) seconds -= 1
    else if (seconds < 0 && to.ticks > from.ticks) seconds += 1
    return Math.trunc(seconds / SECONDS[interval]) + 0
  },
})

export const dateFromNum = defineFunction({
  name: 'DateFromNum',
  params: [bigNumber('value', 'An Active Directory file time: 100-nanosecond ticks since 1601 in UTC.')],
  returns: 'date',
  doc: 'The date that an Active Directory large integer stands for.',
  examples: [['DateFromNum(129699324000000000)', '1/1/2012 11:00:00 PM']],
  source: `${PAGE} § DateFromNum`,
  evaluate: ([ticks], _context, { span }) => {
    const instant = instantOfFileTime(ticks)
    if (instant) return instant
    throw new EvaluationError('InvalidDate', `${ticks} lies outside the years 1601 to 9999.`, span)
  },
})

export const numFromDate = defineFunction({
  name: 'NumFromDate',
  params: [date('value', 'A date, or text in ISO 8601 form; a blank may stand between date and time.')],
  returns: 'number',
  doc: 'The date as Active Directory stores it: 100-nanosecond ticks since 1601 in UTC.',
  examples: [['NumFromDate(CDate("2012-01-01 23:00:00"))', '129699324000000000'], ['NumFromDate("2020-12-31 23:59:59-08:00")', '132539615990000000']],
  source: `${PAGE} § NumFromDate`,
  evaluate: ([instant], _context, { span }) => {
    const ticks = fileTimeOf(instant)
    if (ticks < 0n) throw new EvaluationError('InvalidDate', 'A file time cannot be earlier than 1601.', span)
    return String(ticks)
  },
})

export const formatDateTime = defineFunction({
  name: 'FormatDateTime',
  impure: true, // a format without a year takes it from the clock
  params: [
    mapped(text('source', 'A date as text in exactly the input format.')), optional(text('dateTimeStyles', 'A .NET DateTimeStyles value; usually left empty.')),
    text('inputFormat', 'A .NET format such as yyyyMMddHHmmss.fZ.'), text('outputFormat', 'A .NET format such as yyyy-MM-dd.'),
  ],
  returns: 'text',
  doc: 'A date from one format into another. The three-argument form leaves the styles out.',
  examples: [
    ['FormatDateTime("20150123105347.1Z", , "yyyyMMddHHmmss.fZ", "yyyy-MM-dd")', '2015-01-23'],
    ['FormatDateTime("2020-12-31-08:00", , "yyyy-MM-ddzzz", "yyyy-MM-dd")', '2020-12-31'],
    ['FormatDateTime("12/31/2025 12:00:00 AM", "M/d/yyyy hh:mm:ss tt", "yyyy-MM-dd")', '2025-12-31'],
  ],
  source: `${PAGE} § FormatDateTime`,
  evaluate: ([source, styleNames, input, output], context, { span }) => {
    const styles = dateStylesOf(styleNames ?? undefined)
    if (!styles) throw new EvaluationError('InvalidArgument', `“${styleNames}” is not a usable DateTimeStyles value.`, span)
    const from = DateFormat.of(input ?? '')
    const into = DateFormat.of(output ?? '')
    if (!from || !into) throw new EvaluationError('InvalidDateFormat', `“${(from ? output : input) ?? ''}” is not a .NET date format.`, span)
    if (source === null && decisions.formatNullGivesNull) return null
    const clock = from.parse(source ?? '', styles, () => clockOf(context.now))
    if (!clock) throw new EvaluationError('InvalidDateFormat', `“${source}” is not a date in the format ${input}.`, span)
    return into.print(clock)
  },
})

export const now = defineFunction({
  name: 'Now',
  params: [],
  returns: 'date',
  doc: 'The instant at which the cycle began, in UTC, the same for everybody.',
  examples: [],
  source: `${PAGE} § Now`,
  impure: true,
  evaluate: (_args, context) => clockOf(context.now),
})

function intervalOf(name: string | null, span: Span): Interval {
  const interval = INTERVALS.find((i) => i === name)
  if (interval) return interval
  throw new EvaluationError('InvalidInterval', `“${name ?? ''}” is not an interval; there are ${INTERVALS.join(', ')}.`, span)
}

function checked(seconds: number, ticks: number, span: Span): Instant {
  if (inRange(seconds)) return new Instant(seconds, ticks)
  throw new EvaluationError('InvalidDate', 'The date would lie outside the years 1 to 9999.', span)
}

function sunday(instant: Instant): number {
  const days = dayNumber(instant)
  return days - dayOfWeek(days)
}
