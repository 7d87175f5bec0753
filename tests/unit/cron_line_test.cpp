// Cron lines: what they take, what they refuse and in what words, and that no slot is fired twice or skipped when clocks are
// set forward and back.
#include "sync-server/jobs/cron_line.h"

#include <gtest/gtest.h>

#include <QDateTime>

#include <algorithm>

namespace rawi::server {

namespace {

constexpr qint64 kMinute = 60'000;

qint64 at(const char *utc)
{
    return QDateTime::fromString(QLatin1StringView(utc), Qt::ISODate).toMSecsSinceEpoch();
}

CronLine line(const char *text)
{
    const Result<CronLine> parsed = CronLine::parse(QLatin1StringView(text));
    EXPECT_TRUE(parsed.ok()) << text << ": " << (parsed ? "" : parsed.error().toString().toStdString());
    return *parsed;
}

QTimeZone zone(const char *name)
{
    const Result<QTimeZone> found = zoneNamed(QLatin1StringView(name));
    EXPECT_TRUE(found.ok()) << name;
    return *found;
}

std::string utc(std::optional<qint64> ms)
{
    return ms ? QDateTime::fromMSecsSinceEpoch(*ms, Qt::UTC).toString(Qt::ISODate).toStdString() : "never";
}

// The slots after `from` until `to`, as next() walks over them.
QList<qint64> walked(const CronLine &cron, const QTimeZone &where, qint64 from, qint64 to)
{
    QList<qint64> found;
    for (std::optional<qint64> slot = cron.next(from, where); slot && *slot <= to; slot = cron.next(*slot, where)) {
        found.append(*slot);
    }
    return found;
}

std::vector<std::string> texts(const QList<qint64> &moments)
{
    std::vector<std::string> all;
    for (const qint64 one : moments) {
        all.push_back(utc(one));
    }
    return all;
}

// What a wall clock shows, minute by minute, told by somebody who watches it and knows cron only by its fields.
class Watcher {
public:
    struct Wall {
        int minute, hour, day, month, weekday;
        qint64 shown; // minutes
    };
    Watcher(const QTimeZone &zone, qint64 from, qint64 to) : m_from(from)
    {
        for (qint64 ms = from; ms <= to; ms += kMinute) {
            const qint64 offset = zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC));
            m_walls.push_back(wall((ms + 1000 * offset) / kMinute));
        }
    }
    // `often`: the line takes every hour.
    QList<qint64> slotsOf(const std::function<bool(const Wall &)> &takes, bool often) const
    {
        QList<qint64> found;
        for (size_t i = 1; i < m_walls.size(); ++i) {
            const Wall &now = m_walls[i];
            bool isSlot = takes(now) && (often || !wasShown(i));
            for (qint64 gone = m_walls[i - 1].shown + 1; !isSlot && gone < now.shown; ++gone) { // never shown
                isSlot = takes(wall(gone));
            }
            if (isSlot) {
                found.append(m_from + static_cast<qint64>(i) * kMinute);
            }
        }
        return found;
    }

private:
    static Wall wall(qint64 shown)
    {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(shown * kMinute, Qt::UTC);
        return {time.time().minute(), time.time().hour(), time.date().day(), time.date().month(), time.date().dayOfWeek() % 7, shown};
    }
    bool wasShown(size_t i) const
    {
        const auto now = m_walls.begin() + static_cast<std::ptrdiff_t>(i);
        const auto dayBefore = now - std::min<std::ptrdiff_t>(now - m_walls.begin(), 26 * 60);
        return std::any_of(dayBefore, now, [&](const Wall &one) { return one.shown == now->shown; });
    }

    qint64 m_from;
    std::vector<Wall> m_walls;
};

struct ZoneYear {
    const char *zone;
    int year;
};

class CronOverAYear : public testing::TestWithParam<ZoneYear> {};

} // namespace

TEST(CronLine, TakesWhatCrontabTakes)
{
    const QTimeZone utcZone = QTimeZone::utc();
    const auto next = [&](const char *cron, const char *after) { return utc(line(cron).next(at(after), utcZone)); };
    EXPECT_EQ(next("* * * * *", "2026-11-30T20:00:00Z"), "2026-11-30T20:01:00Z");
    EXPECT_EQ(next("* * * * *", "2026-11-30T20:00:59Z"), "2026-11-30T20:01:00Z");
    EXPECT_EQ(next("*/15 9-17 * * MON-FRI", "2026-11-27T17:45:00Z"), "2026-11-30T09:00:00Z") << "over a weekend";
    EXPECT_EQ(next("5,35 0 1 jan,JUL *", "2026-01-01T00:05:00Z"), "2026-01-01T00:35:00Z");
    EXPECT_EQ(next("5,35 0 1 jan,JUL *", "2026-01-01T00:35:00Z"), "2026-07-01T00:05:00Z");
    EXPECT_EQ(next("0 6 * * 7", "2026-11-30T00:00:00Z"), "2026-12-06T06:00:00Z") << "Sunday is 7, too";
    EXPECT_EQ(next("0 6 * * 5-7", "2026-12-05T07:00:00Z"), "2026-12-06T06:00:00Z");
    EXPECT_EQ(next("0 0 29 2 *", "2096-03-01T00:00:00Z"), "2104-02-29T00:00:00Z") << "2100 is no leap year";
    EXPECT_EQ(next("10-50/20 3 * * *", "2026-01-01T03:10:00Z"), "2026-01-01T03:30:00Z");
    EXPECT_EQ(line("  0   6 *\t* SUN ").text(), u"0 6 * * SUN"_s);
}

TEST(CronLine, TakesADayByDateOrWeekdayWhenBothAreGiven)
{
    const QTimeZone utcZone = QTimeZone::utc();
    const auto days = [&](const char *cron) {
        QStringList found;
        for (const qint64 slot : walked(line(cron), utcZone, at("2026-02-01T00:00:00Z") - 1, at("2026-02-28T23:59:00Z"))) {
            found.append(QString::number(QDateTime::fromMSecsSinceEpoch(slot, Qt::UTC).date().day()));
        }
        return found.join(u' ').toStdString();
    };
    EXPECT_EQ(days("0 0 13 * FRI"), "6 13 20 27");
    EXPECT_EQ(days("0 0 1,15 * MON"), "1 2 9 15 16 23");
    EXPECT_EQ(days("0 0 * * FRI"), "6 13 20 27");
    EXPECT_EQ(days("0 0 13 * *"), "13");
    EXPECT_EQ(days("0 0 */10 * SUN"), "1") << "a field that begins with * narrows: 1, 11, 21, 31 which are Sundays";
}

TEST(CronLine, RefusesInWordsThatNameTheField)
{
    const auto why = [](const char *cron) {
        const Result<CronLine> parsed = CronLine::parse(QLatin1StringView(cron));
        EXPECT_FALSE(parsed.ok()) << cron;
        EXPECT_EQ(parsed.error().code, ErrorCode::InvalidArgument);
        EXPECT_EQ(parsed.error().subject, u"cron"_s);
        return parsed.error().detail.toStdString();
    };
    EXPECT_EQ(why("60 * * * *"), "the minute (field 1 of 5) says \"60\": 60 is not among 0 to 59; write for example 0, 15,45 or */10");
    EXPECT_EQ(why("0 6 * * FUN"), "the day of the week (field 5 of 5) says \"FUN\": FUN is neither a number nor one of SUN, MON, TUE, "
                                  "WED, THU, FRI, SAT; write for example *, SUN-THU or 5");
    EXPECT_EQ(why("0 6 31 FEB,APR *"), "the day of the month (field 3 of 5) says \"31\": no month of \"FEB,APR\" has such a day; "
                                       "write for example 1, 1,15 or *");
    EXPECT_EQ(why("0 6"), "2 fields where five are expected: minute, hour, day of the month, month, day of the week; write for "
                          "example 30 6 * * SUN-THU");
    for (const char *cron : {"", "@daily", "* * * * * *", "0 24 * * *", "0 6 0 * *", "0 6 32 * *", "0 6 * 13 *", "0 6 * * 8", "*/0 * * * *",
                             "*/60 * * * *", "5/10 * * * *", "1-2-3 * * * *", "1/2/3 * * * *", "9-5 * * * *", ", * * * *", "1, * * * *",
                             "-1 * * * *", "1- * * * *", "+1 * * * *", "001 * * * *", "1.5 * * * *", "*/ * * * *", "٥ * * * *", "0 6 * JAN-FOO *",
                             "0 0 30 2 *", "MON * * * *"}) {
        EXPECT_FALSE(CronLine::parse(QString::fromUtf8(cron)).ok()) << cron;
    }
    EXPECT_FALSE(CronLine::parse(QString(300, u'*')).ok());
    EXPECT_FALSE(CronLine::parse(QStringList(300, u"0"_s).join(u',') + u" * * * *"_s).ok());
    for (const char *name : {"", "Mars/Base", "UTC; DROP TABLE schedules", "../etc/passwd"}) {
        const Result<QTimeZone> found = zoneNamed(QLatin1StringView(name));
        ASSERT_FALSE(found.ok()) << name;
        EXPECT_EQ(found.error().subject, u"zone"_s);
    }
}

TEST(CronLine, FiresOnceWhenClocksAreSetForward)
{
    // London, 2026-03-29: 01:00 GMT is followed by 02:00 BST.
    const QTimeZone london = zone("Europe/London");
    const auto onTheDay = [&](const char *cron) {
        return texts(walked(line(cron), london, at("2026-03-29T00:00:00Z"), at("2026-03-29T02:30:00Z")));
    };
    EXPECT_EQ(onTheDay("30 1 * * *"), (std::vector<std::string>{"2026-03-29T01:00:00Z"})) << "at the moment 01:30 is gone";
    EXPECT_EQ(onTheDay("0,30 1-2 * * *"), (std::vector<std::string>{"2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"}))
        << "01:00, 01:30 and 02:00 are one moment";
    EXPECT_EQ(onTheDay("20 * * * *"),
              (std::vector<std::string>{"2026-03-29T00:20:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:20:00Z", "2026-03-29T02:20:00Z"}));
    // Cairo, 2026-04-24: midnight is followed by 01:00.
    EXPECT_EQ(texts(walked(line("15 0 * * *"), zone("Africa/Cairo"), at("2026-04-23T00:00:00Z"), at("2026-04-25T12:00:00Z"))),
              (std::vector<std::string>{"2026-04-23T22:00:00Z", "2026-04-24T21:15:00Z"}));
    // Apia had no 30th of December 2011.
    EXPECT_EQ(texts(walked(line("0 12 30 DEC *"), zone("Pacific/Apia"), at("2011-12-01T00:00:00Z"), at("2012-01-31T00:00:00Z"))),
              (std::vector<std::string>{"2011-12-30T10:00:00Z"}));
}

TEST(CronLine, FiresOnceWhenClocksAreSetBack)
{
    // London, 2026-10-25: 02:00 BST is followed by 01:00 GMT.
    const QTimeZone london = zone("Europe/London");
    const auto onTheDay = [&](const char *cron) {
        return texts(walked(line(cron), london, at("2026-10-25T00:00:00Z") - 1, at("2026-10-25T02:00:00Z")));
    };
    EXPECT_EQ(onTheDay("30 1 * * *"), (std::vector<std::string>{"2026-10-25T00:30:00Z"})) << "the first time it is 01:30";
    EXPECT_EQ(onTheDay("30 * * * *"), (std::vector<std::string>{"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"}))
        << "every hour is every hour";
    // Lord Howe, 2026-04-05: 02:00 is followed by 01:30, half an hour.
    EXPECT_EQ(texts(walked(line("45 1 * * *"), zone("Australia/Lord_Howe"), at("2026-04-04T00:00:00Z"), at("2026-04-05T00:00:00Z"))),
              (std::vector<std::string>{"2026-04-04T14:45:00Z"}));
}

// Every slot that somebody who watches the wall clock would count is walked over, once and in order, and found backwards.
TEST_P(CronOverAYear, NeverTwiceAndNeverSkipped)
{
    const QTimeZone where = zone(GetParam().zone);
    const qint64 from = QDateTime(QDate(GetParam().year, 1, 1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
    const qint64 to = QDateTime(QDate(GetParam().year + 1, 1, 1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
    const Watcher watcher(where, from - 30LL * 60 * kMinute, to);
    const struct {
        const char *cron;
        std::function<bool(const Watcher::Wall &)> takes;
        bool often;
    } lines[] = {
        {"30 2 * * *", [](const auto &w) { return w.minute == 30 && w.hour == 2; }, false},
        {"0,15,30,45 0-3,23 * * *", [](const auto &w) { return w.minute % 15 == 0 && (w.hour <= 3 || w.hour == 23); }, false},
        {"*/20 * * * *", [](const auto &w) { return w.minute % 20 == 0; }, true},
        {"5 */2 * * SUN", [](const auto &w) { return w.minute == 5 && w.hour % 2 == 0 && w.weekday == 0; }, false},
        {"0 0 13 * FRI", [](const auto &w) { return w.minute == 0 && w.hour == 0 && (w.day == 13 || w.weekday == 5); }, false},
        {"59 23 * 3,10,11 *",
         [](const auto &w) { return w.minute == 59 && w.hour == 23 && (w.month == 3 || w.month == 10 || w.month == 11); }, false},
    };
    for (const auto &one : lines) {
        SCOPED_TRACE(std::string(GetParam().zone) + ' ' + one.cron);
        const CronLine cron = line(one.cron);
        QList<qint64> expected = watcher.slotsOf(one.takes, one.often);
        expected.removeIf([from](qint64 slot) { return slot <= from; });
        const QList<qint64> found = walked(cron, where, from, to);
        ASSERT_FALSE(found.isEmpty());
        EXPECT_EQ(texts(found), texts(expected));
        for (qsizetype i = 1; i < found.size(); i += 7) {
            EXPECT_EQ(utc(cron.last(found[i], where)), utc(found[i]));
            EXPECT_EQ(utc(cron.last(found[i] - 1, where)), utc(found[i - 1]));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Zones, CronOverAYear,
                         testing::Values(ZoneYear{"Africa/Cairo", 2026}, ZoneYear{"Africa/Cairo", 2010}, ZoneYear{"Asia/Riyadh", 2026},
                                         ZoneYear{"Europe/London", 2026}, ZoneYear{"America/Sao_Paulo", 2017},
                                         ZoneYear{"America/Sao_Paulo", 2018}, ZoneYear{"Australia/Lord_Howe", 2026},
                                         ZoneYear{"America/St_Johns", 2007}, ZoneYear{"Africa/Casablanca", 2026}, ZoneYear{"UTC", 2028}));

} // namespace rawi::server
