#include "ui/admin/metrics_text.h"

#include "core/base/literals.h"

#include <cmath>
#include <limits>
#include <map>

namespace rawi {

namespace {

constexpr qsizetype kLongestLine = 4096;

double numberOf(const QString &text)
{
    return text == "+Inf"_L1 ? std::numeric_limits<double>::infinity() : text.toDouble();
}

// `a="x",b="y\"z"`; \\, \" and \n are escapes.
QHash<QString, QString> labelsOf(const QString &text)
{
    QHash<QString, QString> labels;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype equals = text.indexOf(u"=\""_s, at);
        if (equals < 0) {
            break;
        }
        QString value;
        qsizetype end = equals + 2;
        for (; end < text.size() && text.at(end) != u'"'; ++end) {
            if (text.at(end) == u'\\' && end + 1 < text.size()) {
                ++end;
                value += text.at(end) == u'n' ? QChar(u'\n') : text.at(end);
            } else {
                value += text.at(end);
            }
        }
        labels.insert(text.mid(at, equals - at), value);
        at = end + 2; // the quote and the comma
    }
    return labels;
}

} // namespace

MetricsText MetricsText::parse(const QByteArray &text)
{
    MetricsText metrics;
    const QList<QByteArray> lines = text.split('\n');
    for (const QByteArray &bytes : lines) {
        if (bytes.isEmpty() || bytes.startsWith('#') || bytes.size() > kLongestLine) {
            continue;
        }
        const QString line = QString::fromUtf8(bytes);
        const qsizetype open = line.indexOf(u'{');
        const qsizetype close = line.lastIndexOf(u'}');
        const bool labelled = open >= 0 && close > open;
        const qsizetype nameEnd = labelled ? open : line.indexOf(u' ');
        const QStringList values = line.mid(labelled ? close + 1 : nameEnd).split(u' ', Qt::SkipEmptyParts);
        if (nameEnd <= 0 || values.isEmpty()) {
            continue;
        }
        metrics.m_samples[line.first(nameEnd)].append(
            {labelled ? labelsOf(line.mid(open + 1, close - open - 1)) : QHash<QString, QString>(), numberOf(values.first())});
    }
    return metrics;
}

double MetricsText::sum(const QString &name, const QString &label, const QString &prefix) const
{
    double total = 0;
    const QList<Sample> samples = m_samples.value(name);
    for (const Sample &sample : samples) {
        if (label.isEmpty() || sample.labels.value(label).startsWith(prefix)) {
            total += sample.value;
        }
    }
    return total;
}

std::optional<double> MetricsText::quantile(const QString &histogram, double q) const
{
    std::map<double, double> buckets; // upper bound → how many are not above it
    const QList<Sample> samples = m_samples.value(histogram + u"_bucket"_s);
    for (const Sample &sample : samples) {
        buckets[numberOf(sample.labels.value(u"le"_s))] += sample.value;
    }
    if (buckets.empty() || buckets.rbegin()->second <= 0) {
        return {};
    }
    const double wanted = buckets.rbegin()->second * q;
    for (const auto &[bound, count] : buckets) {
        if (count >= wanted) {
            return bound;
        }
    }
    return buckets.rbegin()->first;
}

} // namespace rawi
