#include "ui/text/format_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace rawi {

namespace {

struct Format {
    Q_DECLARE_TR_FUNCTIONS(Format)
};

// How the person at this desk wants dates; the rest of it is in QLocale().
struct DateChoice {
    DateCalendar calendar = DateCalendar::Gregorian;
    std::optional<Qt::DayOfWeek> weekStart;
};

DateChoice &dateChoice()
{
    static DateChoice choice;
    return choice;
}

// The desk's language and digits, as core/text wants them.
DateFormat localFormat(DateCalendar calendar)
{
    const QLocale locale;
    DateFormat format;
    format.language = locale.language() == QLocale::Arabic ? DateLanguage::Arabic : DateLanguage::English;
    format.calendar = calendar;
    format.length = DateLength::Long;
    format.digits = locale.zeroDigit() == u"0"_s ? DigitShape::Latin : DigitShape::ArabicIndic;
    return format;
}

QString localDate(const QDate &date, DateCalendar calendar)
{
    return formatDate(date.startOfDay().addSecs(12 * 3600).toMSecsSinceEpoch(), localFormat(calendar));
}

QString twoDigits(qint64 number)
{
    return u"%1"_s.arg(number, 2, 10, QLatin1Char('0'));
}

} // namespace

QString leftToRight(const QString &text)
{
    return QChar(0x2066) + text + QChar(0x2069);
}

QString signsLeftToRight(const QString &text)
{
    return leftToRight(QChar(0x200E) + text);
}

void setDateCalendar(DateCalendar calendar)
{
    dateChoice().calendar = calendar;
}

DateCalendar dateCalendar()
{
    return dateChoice().calendar;
}

void setWeekStart(std::optional<Qt::DayOfWeek> day)
{
    dateChoice().weekStart = day;
}

Qt::DayOfWeek weekStart()
{
    return dateChoice().weekStart.value_or(QLocale().firstDayOfWeek());
}

QString byteSizeText(qint64 bytes)
{
    const double size = static_cast<double>(std::max<qint64>(bytes, 0));
    const QLocale locale;
    if (size < 1e3) {
        return Format::tr("%1 B").arg(locale.toString(bytes));
    }
    if (size < 1e6) {
        return Format::tr("%1 kB").arg(locale.toString(size / 1e3, 'f', 0));
    }
    if (size < 1e9) {
        return Format::tr("%1 MB").arg(locale.toString(size / 1e6, 'f', size < 1e7 ? 1 : 0));
    }
    if (size < 1e12) {
        return Format::tr("%1 GB").arg(locale.toString(size / 1e9, 'f', 1));
    }
    return Format::tr("%1 TB").arg(locale.toString(size / 1e12, 'f', 2));
}

QString durationText(qint64 ms)
{
    if (ms < 0) {
        return {};
    }
    const qint64 seconds = (ms + 500) / 1000;
    const qint64 minutes = seconds / 60;
    if (minutes < 60) {
        return leftToRight(u"%1:%2"_s.arg(minutes).arg(twoDigits(seconds % 60)));
    }
    return leftToRight(u"%1:%2:%3"_s.arg(minutes / 60).arg(twoDigits(minutes % 60), twoDigits(seconds % 60)));
}

QString timecodeText(qint64 ms, double fps)
{
    const qint64 seconds = std::max<qint64>(ms, 0) / 1000;
    const auto frame = static_cast<qint64>(std::floor(static_cast<double>(std::max<qint64>(ms, 0) % 1000)
                                                      * std::max(fps, 1.0) / 1000.0));
    return leftToRight(QStringList{twoDigits(seconds / 3600), twoDigits(seconds / 60 % 60), twoDigits(seconds % 60),
                                   twoDigits(frame)}
                           .join(QLatin1Char(':')));
}

QString remainingText(qint64 ms)
{
    if (ms < 0) {
        return {};
    }
    const qint64 seconds = ms / 1000;
    if (seconds < 60) {
        return Format::tr("%n s left", nullptr, static_cast<int>(std::max<qint64>(seconds, 1)));
    }
    if (seconds < 3600) {
        return Format::tr("%n min left", nullptr, static_cast<int>((seconds + 30) / 60));
    }
    return Format::tr("%n h left", nullptr, static_cast<int>((seconds + 1800) / 3600));
}

QString relativeTimeText(Timestamp time, qint64 nowMs)
{
    if (!time.isSet()) {
        return {};
    }
    const qint64 seconds = (nowMs - time.ms) / 1000;
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(time.ms);
    const qint64 days = then.date().daysTo(QDateTime::fromMSecsSinceEpoch(nowMs).date());
    if (seconds < 60) {
        return Format::tr("just now");
    }
    if (seconds < 3600) {
        return Format::tr("%n minutes ago", nullptr, static_cast<int>(seconds / 60));
    }
    if (days == 0) {
        return Format::tr("%n hours ago", nullptr, static_cast<int>(seconds / 3600));
    }
    if (days == 1) {
        return Format::tr("yesterday");
    }
    if (days < 7) {
        return Format::tr("%n days ago", nullptr, static_cast<int>(days));
    }
    return dateText(then.date());
}

QString dateText(const QDate &date)
{
    return date.isValid() ? localDate(date, dateChoice().calendar) : QString();
}

QString dateTimeText(Timestamp time)
{
    return time.isSet() ? formatDateTime(time.ms, localFormat(dateChoice().calendar)) : QString();
}

QString hijriDateText(const QDate &date)
{
    return date.isValid() ? localDate(date, DateCalendar::UmmAlQura) : QString();
}

QString countText(qint64 count)
{
    return QLocale().toString(count);
}

QString permilleText(int permille)
{
    const QLocale locale;
    return Format::tr("%1%", "percent").arg(locale.toString(std::clamp(permille, 0, 1000) / 10));
}

} // namespace rawi
