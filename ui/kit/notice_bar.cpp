#include "ui/kit/notice_bar.h"

#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/text/error_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <utility>

namespace rawi {

namespace {

constexpr int kShownMs = 6000;

const char *toneName(Tone tone)
{
    switch (tone) {
    case Tone::Danger:
        return "danger";
    case Tone::Warn:
        return "warn";
    case Tone::Ok:
        return "ok";
    default:
        return "info";
    }
}

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(u"noticeBar"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 8, 8);
    row->setSpacing(10);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_close->setIcon(icon(Icon::X));
    m_close->setAutoRaise(true);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    row->addWidget(m_close);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_action, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto run = std::exchange(m_run, {})) {
            run();
        }
    });
    retranslate();
    m_action->hide();
    hide();
}

void NoticeBar::say()
{
    const QString text = m_words();
    m_text->setText(text);
    m_action->setText(m_actionWords ? m_actionWords() : QString());
    m_action->setVisible(!m_action->text().isEmpty());
    setAccessibleName(text);
}

void NoticeBar::lookAgain()
{
    if (!isHidden() && m_holds && !m_holds()) {
        hide();
    }
}

void NoticeBar::tell(Tone tone, const Words &text, const Words &action, std::function<void()> run, std::function<bool()> holds)
{
    m_tone = tone;
    m_run = std::move(run);
    m_holds = std::move(holds);
    m_words = text;
    m_actionWords = action;
    say();
    setProperty("tone", QLatin1StringView(toneName(tone)));
    style()->unpolish(this);
    style()->polish(this);
    drawIcon();
    show();
    raise();
    if (tone == Tone::Danger || (tone == Tone::Warn && action)) { // what somebody is to do something about waits for them
        m_timer.stop();
    } else {
        m_timer.start(kShownMs);
    }
}

void NoticeBar::tellError(const Error &error, const Words &action, std::function<void()> run)
{
    tell(Tone::Danger, [error] { return errorText(error); }, action, std::move(run));
}

void NoticeBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        if (m_words) {
            say();
        }
    } else if (event->type() == QEvent::PaletteChange) {
        drawIcon();
    }
}

void NoticeBar::retranslate()
{
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
}

void NoticeBar::drawIcon()
{
    const ThemeTokens &tokens = themeTokens(palette());
    const bool bad = m_tone == Tone::Danger || m_tone == Tone::Warn;
    const QColor colour = m_tone == Tone::Danger ? tokens.danger
        : m_tone == Tone::Warn                   ? tokens.warn
        : m_tone == Tone::Ok                     ? tokens.ok
                                                 : tokens.info;
    const Icon which = bad ? Icon::Alert : m_tone == Tone::Ok ? Icon::CheckCircle : Icon::Info;
    m_icon->setPixmap(icon(which, colour).pixmap(QSize(20, 20), devicePixelRatioF()));
}

} // namespace rawi
