#include "ui/admin/health_page.h"

#include "core/text/direction.h"
#include "ui/admin/job_text.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QEvent>
#include <QFormLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>

#include <cmath>

namespace rawi {

namespace {

QFormLayout *makeLines(QVBoxLayout *column, QWidget *parent)
{
    auto *card = new QFrame(parent);
    card->setProperty("role", u"card"_s);
    auto *lines = new QFormLayout(card);
    lines->setContentsMargins(16, 14, 16, 14);
    lines->setHorizontalSpacing(28);
    lines->setVerticalSpacing(10);
    column->addWidget(card);
    return lines;
}

} // namespace

HealthPage::HealthPage(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_title(new QLabel(this))
    , m_state(new StatePill(this))
    , m_why(new QLabel(this))
    , m_partsTitle(new QLabel(this))
    , m_figuresTitle(new QLabel(this))
    , m_at(new QLabel(this))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(14, 14, 14, 10);
    outer->setSpacing(10);
    auto *head = new QHBoxLayout;
    m_title->setProperty("role", u"h1"_s);
    head->addWidget(m_title);
    head->addWidget(m_state);
    head->addStretch();
    m_at->setProperty("role", u"muted"_s);
    head->addWidget(m_at);
    outer->addLayout(head);
    m_why->setProperty("role", u"danger"_s);
    m_why->setWordWrap(true);
    outer->addWidget(m_why);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *inner = new QWidget(scroll);
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    for (QLabel *heading : {m_partsTitle, m_figuresTitle}) {
        heading->setProperty("role", u"title"_s);
    }
    column->addWidget(m_partsTitle);
    m_parts = makeLines(column, inner);
    column->addSpacing(8);
    column->addWidget(m_figuresTitle);
    m_figures = makeLines(column, inner);
    column->addStretch();
    scroll->setWidget(inner);
    outer->addWidget(scroll, 1);
    m_timer.setInterval(kEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &HealthPage::askNow);
    tell();
}

void HealthPage::askNow()
{
    OfficeClient &office = m_desk.office();
    if (m_readyCall == 0) {
        m_readyCall = office.ask(this, u"/health/ready"_s, [this](const HttpAnswer &answer) { takeReady(answer); });
    }
    if (m_metricsCall == 0) {
        m_metricsCall = office.ask(this, u"/metrics"_s, [this](const HttpAnswer &answer) { takeMetrics(answer); });
    }
}

void HealthPage::takeReady(const HttpAnswer &answer)
{
    m_readyCall = 0;
    m_ready = answer;
    if (answer.status != 0) {
        m_asOf = QDateTime::currentDateTime();
    }
    tell();
}

void HealthPage::takeMetrics(const HttpAnswer &answer)
{
    m_metricsCall = 0;
    if (answer.ok()) {
        m_metrics = MetricsText::parse(answer.body);
    }
    tell();
}

void HealthPage::tell()
{
    m_title->setText(tr("Health of the server"));
    m_partsTitle->setText(tr("Its parts"));
    m_figuresTitle->setText(tr("Since it was started"));
    setAccessibleName(m_title->text());
    const bool heard = m_ready && m_ready->status != 0;
    m_why->setVisible(m_ready && !heard);
    if (!m_ready) {
        m_state->setState(tr("Asking…"), Tone::Neutral);
    } else if (!heard) {
        m_state->setState(tr("Not reached"), Tone::Danger);
        m_why->setText(errorText(m_ready->error));
    } else {
        m_state->setState(m_ready->ok() ? tr("Well") : tr("Something is wrong"), m_ready->ok() ? Tone::Ok : Tone::Danger);
    }
    m_at->setText(m_asOf.isValid() ? tr("As of %1").arg(isolate(QLocale().toString(m_asOf.time(), u"HH:mm:ss"_s))) : QString());
    showParts();
    showFigures();
    for (const auto &[heading, lines] : {std::pair{m_partsTitle, m_parts}, std::pair{m_figuresTitle, m_figures}}) {
        heading->setVisible(lines->rowCount() > 0); // nothing was heard yet
        lines->parentWidget()->setVisible(lines->rowCount() > 0);
    }
    Q_EMIT shown();
}

void HealthPage::showParts()
{
    if (!m_ready || m_ready->status == 0) {
        return; // what was known last stays, with its time
    }
    const QHash<QString, QString> names{{u"database"_s, tr("Database")},       {u"media"_s, tr("Media folder")},
                                        {u"jobs"_s, tr("Jobs")},               {u"schedules"_s, tr("Schedules")},     {u"events"_s, tr("Events")},
                                        {u"outgoing"_s, tr("Calls to others")}, {u"backup"_s, tr("Backups")}};
    const QJsonObject parts = QJsonDocument::fromJson(m_ready->body).object();
    for (auto it = parts.begin(); it != parts.end(); ++it) {
        if (it.key() == "status"_L1 || !it->isString()) {
            continue;
        }
        const QString word = it->toString();
        const bool well = word == "ok"_L1;
        setLine(m_parts, it.key(), names.value(it.key(), it.key()), well ? tr("Well") : partText(it.key(), word),
                well ? Tone::Ok : Tone::Danger);
    }
}

// An error's name for most parts; those that can say more begin with it: "3 dead; …", "overdue: a, b".
QString HealthPage::partText(const QString &part, const QString &word)
{
    const qsizetype space = word.indexOf(u' ');
    if (part == "jobs"_L1 && space > 0) {
        return tr("%n jobs were given up; see Jobs", nullptr, word.first(space).toInt());
    }
    if (part == "schedules"_L1 && space > 0) {
        QStringList names;
        const QStringList late = word.mid(space + 1).split(u", "_s);
        for (const QString &name : late) {
            names.append(jobKindText(name));
        }
        return tr("Late: %1").arg(QLocale().createSeparatedList(names));
    }
    return errorText({errorCodeFromName(word), {}, {}});
}

void HealthPage::showFigures()
{
    if (!m_metrics) {
        return;
    }
    const MetricsText &all = *m_metrics;
    const auto count = [&](const QString &name) { return countText(static_cast<qint64>(all.sum(name))); };
    const auto figure = [&](const QString &id, const QString &name, const QString &value) { setLine(m_figures, id, name, value); };
    const QString requests = u"rawi_http_requests_total"_s;
    figure(u"desks"_s, tr("Desks that listen"), count(u"rawi_sockets"_s));
    figure(u"connections"_s, tr("Open connections"), count(u"rawi_connections"_s));
    figure(u"requests"_s, tr("Requests answered"), count(requests));
    setLine(m_figures, u"failures"_s, tr("Of these with an error of the server"),
            countText(static_cast<qint64>(all.sum(requests, u"status"_s, u"5"_s))));
    if (const auto slow = all.quantile(u"rawi_http_request_duration_seconds"_s, 0.95)) {
        const qint64 ms = std::isinf(*slow) ? -1 : static_cast<qint64>(std::ceil(*slow * 1000));
        figure(u"p95"_s, tr("95 of 100 were answered within"), ms < 0 ? tr("more than the server measures") : tr("%n ms", nullptr, static_cast<int>(ms)));
    }
    figure(u"received"_s, tr("Received"), byteSizeText(static_cast<qint64>(all.sum(u"rawi_http_received_bytes_total"_s))));
    figure(u"sent"_s, tr("Sent"), byteSizeText(static_cast<qint64>(all.sum(u"rawi_http_sent_bytes_total"_s))));
    figure(u"uploads"_s, tr("Uploads under way"), count(u"rawi_uploads_open"_s));
    const auto jobs = [&](const char *state) {
        return countText(static_cast<qint64>(all.sum(u"rawi_jobs"_s, u"state"_s, QLatin1StringView(state))));
    };
    figure(u"waiting"_s, tr("Jobs that wait"), jobs("pending"));
    figure(u"running"_s, tr("Jobs that run"), jobs("processing"));
    figure(u"head"_s, tr("Changes ever made"), count(u"rawi_feed_head"_s));
    if (all.has(u"rawi_sockets_cut_total"_s)) {
        figure(u"cut"_s, tr("Desks cut off because they read too slowly"), count(u"rawi_sockets_cut_total"_s));
    }
}

void HealthPage::setLine(QFormLayout *layout, const QString &id, const QString &name, const QString &value, std::optional<Tone> tone)
{
    QWidget *card = layout->parentWidget();
    auto *label = card->findChild<QLabel *>(u"name_"_s + id);
    auto *shownValue = card->findChild<QWidget *>(u"value_"_s + id);
    if (label == nullptr) {
        label = new QLabel(card);
        label->setObjectName(u"name_"_s + id);
        if (tone) {
            shownValue = new StatePill(card);
        } else {
            auto *text = new QLabel(card);
            text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
            shownValue = text;
        }
        shownValue->setObjectName(u"value_"_s + id);
        // A label puts digits on the left in every layout, so it is no wider than they are.
        shownValue->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
        layout->addRow(label, shownValue);
    }
    label->setText(name);
    if (auto *pill = qobject_cast<StatePill *>(shownValue)) {
        pill->setState(value, tone.value_or(Tone::Neutral));
    } else if (auto *text = qobject_cast<QLabel *>(shownValue)) {
        text->setText(value);
        text->setAccessibleName(name + u": "_s + value);
    }
}

QString HealthPage::valueOf(const QString &line) const
{
    const auto *value = findChild<QWidget *>(u"value_"_s + line);
    const auto *text = qobject_cast<const QLabel *>(value);
    return text ? text->text() : value ? value->accessibleName() : QString();
}

void HealthPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        tell();
    }
    QWidget::changeEvent(event);
}

void HealthPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    askNow();
    m_timer.start();
}

void HealthPage::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    QWidget::hideEvent(event);
}

} // namespace rawi
