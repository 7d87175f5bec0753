#include "core/catalog/order_key.h"

namespace rawi {

namespace {

constexpr char kDigits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr int kBase = 62;
constexpr int kHead = 3; // adding at an end counts in the first three digits, so that keys stay short there
constexpr int kHeadSpace = kBase * kBase * kBase;
constexpr int kStep = 8; // by how much at most

int digitValue(QChar digit)
{
    const char16_t code = digit.unicode();
    return code <= u'9' ? code - u'0' : code <= u'Z' ? code - u'A' + 10 : code - u'a' + 36;
}

QChar digitOf(int value)
{
    return QLatin1Char(kDigits[value]);
}

int digitAt(const QString &key, qsizetype place)
{
    return place < key.size() ? digitValue(key[place]) : 0;
}

int headValue(const QString &key)
{
    return (digitAt(key, 0) * kBase + digitAt(key, 1)) * kBase + digitAt(key, 2);
}

QString headText(int value)
{
    return QString(digitOf(value / (kBase * kBase))) + digitOf(value / kBase % kBase)
        + digitOf(value % kBase);
}

// A number in [0, range) that is the same for the same seed and place on every machine.
int jitter(const QUuid &seed, qsizetype place, int range)
{
    quint64 mixed = quint64(seed.data1) << 32 | quint64(seed.data2) << 16 | seed.data3;
    mixed += (quint64(place) + 1) * 0x9E3779B97F4A7C15ULL;
    for (const uchar byte : seed.data4) {
        mixed = (mixed ^ byte) * 0x100000001B3ULL;
    }
    mixed ^= mixed >> 31;
    mixed *= 0xBF58476D1CE4E5B9ULL;
    mixed ^= mixed >> 29;
    return static_cast<int>(mixed % quint64(range));
}

} // namespace

OrderKey orderKeyBetween(const OrderKey &before, const OrderKey &after, const QUuid &seed)
{
    if (before.text.isEmpty() != after.text.isEmpty()) {
        const int way = after.text.isEmpty() ? 1 : -1;
        const int next = headValue(way > 0 ? before.text : after.text) + way * (1 + jitter(seed, 0, kStep));
        if (next > 0 && next < kHeadSpace) {
            return {headText(next) + digitOf(1 + jitter(seed, kHead, kBase - 1))};
        }
    }
    QString key;
    bool belowAfter = after.text.isEmpty() || !(before < after); // nothing (more) to stay below
    for (qsizetype place = 0;; ++place) {
        const int low = digitAt(before.text, place);
        const int high = belowAfter ? kBase : digitAt(after.text, place);
        if (high - low >= 2) {
            const int margin = (high - low - 1) / 4; // the middle half: room on both sides for the next one
            key += digitOf(low + 1 + margin + jitter(seed, place, high - low - 1 - 2 * margin));
            return {key + digitOf(1 + jitter(seed, place + 1, kBase - 1))};
        }
        key += digitOf(low);
        belowAfter = belowAfter || low < high;
    }
}

QList<OrderKey> evenOrderKeys(int count)
{
    QList<OrderKey> keys;
    for (int i = 0; i < count; ++i) {
        const qint64 value = kHeadSpace * (qint64(i) + 1) / (qint64(count) + 1);
        keys.append({headText(static_cast<int>(value)) + digitOf(kBase / 2)}); // never ends with a zero
    }
    return keys;
}

} // namespace rawi
