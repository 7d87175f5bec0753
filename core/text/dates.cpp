#include "core/text/dates.h"

#include <QDateTime>
#include <QTimeZone>

#include <memory>

#include <unicode/calendar.h>
#include <unicode/datefmt.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>

namespace rawi {

namespace {

icu::Locale localeOf(const DateFormat &format)
{
    // Arabic of Egypt: month names that readers of the Gulf and of the Levant know, too (يناير، not كانون
    // الثاني).
    QByteArray name = format.language == DateLanguage::Arabic ? "ar_EG" : "en_GB";
    name += format.calendar == DateCalendar::UmmAlQura ? "@calendar=islamic-umalqura" : "@calendar=gregorian";
    name += format.digits == DigitShape::ArabicIndic ? ";numbers=arab" : ";numbers=latn";
    return icu::Locale(name.constData());
}

icu::DateFormat::EStyle styleOf(DateLength length)
{
    switch (length) {
    case DateLength::Short:
        return icu::DateFormat::kShort;
    case DateLength::Medium:
        return icu::DateFormat::kMedium;
    case DateLength::Long:
        return icu::DateFormat::kLong;
    case DateLength::Full:
        return icu::DateFormat::kFull;
    }
    return icu::DateFormat::kMedium;
}

QString formatted(icu::DateFormat *maker, qint64 unixMs, const QByteArray &timeZone)
{
    const std::unique_ptr<icu::DateFormat> owned(maker);
    if (!owned) {
        return QDateTime::fromMSecsSinceEpoch(unixMs, Qt::UTC).toString(Qt::ISODate);
    }
    // ICU brings its own list of zones along, which is older than the system's; so it is shown what the clocks there show, as
    // if that were a time of UTC.
    const QTimeZone zone = timeZone.isEmpty() ? QTimeZone::systemTimeZone() : QTimeZone(timeZone);
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(unixMs, Qt::UTC);
    const qint64 offset = zone.isValid() ? 1000LL * zone.offsetFromUtc(moment) : 0;
    owned->adoptTimeZone(icu::TimeZone::getGMT()->clone());
    icu::UnicodeString text;
    owned->format(static_cast<UDate>(unixMs + offset), text);
    return QString::fromUtf16(text.getBuffer(), text.length());
}

} // namespace

QString formatDate(qint64 unixMs, const DateFormat &format)
{
    return formatted(icu::DateFormat::createDateInstance(styleOf(format.length), localeOf(format)), unixMs,
                     format.timeZone);
}

QString formatDateTime(qint64 unixMs, const DateFormat &format)
{
    return formatted(icu::DateFormat::createDateTimeInstance(styleOf(format.length), icu::DateFormat::kShort,
                                                             localeOf(format)),
                     unixMs, format.timeZone);
}

HijriDate hijriDate(QDate gregorian)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(
        icu::TimeZone::getGMT()->clone(), icu::Locale("en@calendar=islamic-umalqura"), status));
    if (U_FAILURE(status) || !gregorian.isValid()) {
        return {};
    }
    calendar->setTime(static_cast<UDate>(gregorian.startOfDay(Qt::UTC).toMSecsSinceEpoch()), status);
    HijriDate date{calendar->get(UCAL_YEAR, status), calendar->get(UCAL_MONTH, status) + 1,
                   calendar->get(UCAL_DATE, status)};
    return U_FAILURE(status) ? HijriDate{} : date;
}

} // namespace rawi
