#pragma once

#include "core/desk/house/desk.h"
#include "core/office/office_client.h"
#include "ui/admin/metrics_text.h"
#include "ui/kit/state_pill.h"

#include <QTimer>
#include <QWidget>

class QFormLayout;
class QLabel;

namespace rawi {

// How the server is, in words: what it says of its parts (/health/ready) and what it measures (/metrics). Asked again every
// few seconds while somebody looks. GUI thread.
class HealthPage : public QWidget {
    Q_OBJECT

public:
    static constexpr int kEveryMs = 4'000;

    explicit HealthPage(Desk &desk, QWidget *parent = nullptr);

    void askNow();
    // What stands beside a line's name, for tests: "database", "requests".
    QString valueOf(const QString &line) const;

Q_SIGNALS:
    void shown(); // another answer

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void takeReady(const HttpAnswer &answer);
    void takeMetrics(const HttpAnswer &answer);
    void tell(); // everything that is known, in the language of the desk
    void showParts();
    static QString partText(const QString &part, const QString &word);
    void showFigures();
    void setLine(QFormLayout *layout, const QString &id, const QString &name, const QString &value, std::optional<Tone> tone = {});

    Desk &m_desk;
    QTimer m_timer;
    QLabel *m_title;
    StatePill *m_state;
    QLabel *m_why;
    QLabel *m_partsTitle;
    QLabel *m_figuresTitle;
    QFormLayout *m_parts;
    QFormLayout *m_figures;
    QLabel *m_at;
    std::optional<HttpAnswer> m_ready;
    std::optional<MetricsText> m_metrics;
    QDateTime m_asOf;
    quint64 m_readyCall = 0;
    quint64 m_metricsCall = 0;
};

} // namespace rawi
