#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace rawi {

// What a server measures, read from the Prometheus text format 0.0.4. Lines that are none of it are left out.
class MetricsText {
public:
    static MetricsText parse(const QByteArray &text);

    bool has(const QString &name) const { return m_samples.contains(name); }
    // Over all of a name's label values; with `label`, of those whose label begins with `prefix`. 0 for an unknown name.
    double sum(const QString &name, const QString &label = {}, const QString &prefix = {}) const;
    // Of a histogram over all of its label values: the upper bound of the bucket in which the quantile `q` (0…1) lies, which is
    // infinite for the last one. Nothing when nothing was counted.
    std::optional<double> quantile(const QString &histogram, double q) const;

private:
    struct Sample {
        QHash<QString, QString> labels;
        double value = 0;
    };
    QHash<QString, QList<Sample>> m_samples;
};

} // namespace rawi
