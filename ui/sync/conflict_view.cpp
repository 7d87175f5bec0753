#include "ui/sync/conflict_view.h"

#include "core/text/direction.h"
#include "ui/text/error_text.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QPushButton>
#include <QStyle>
#include <QTextOption>
#include <QVBoxLayout>

namespace rawi {

namespace {

// A field's own direction: that of its language, else of what is written in it.
Qt::LayoutDirection directionOf(const QString &field, const QString &text)
{
    if (field.endsWith("_ar"_L1)) {
        return Qt::RightToLeft;
    }
    if (field.endsWith("_en"_L1)) {
        return Qt::LeftToRight;
    }
    return baseDirection(text) == Direction::RightToLeft ? Qt::RightToLeft : Qt::LeftToRight;
}

void fill(QPlainTextEdit &edit, const QString &text, Qt::LayoutDirection direction)
{
    edit.setLayoutDirection(direction);
    edit.setPlainText(text);
    QTextOption option = edit.document()->defaultTextOption();
    option.setTextDirection(direction);
    // The layout of a plain text edit does not mirror the alignment by itself.
    option.setAlignment(QStyle::visualAlignment(direction, Qt::AlignLeading));
    edit.document()->setDefaultTextOption(option);
}

} // namespace

ConflictView::ConflictView(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(8);
    const auto label = [this](const char *role) {
        auto *made = new QLabel(this);
        made->setWordWrap(true);
        made->setProperty("role", QLatin1StringView(role));
        return made;
    };
    const auto edit = [this](bool readOnly) {
        auto *made = new QPlainTextEdit(this);
        made->setReadOnly(readOnly);
        made->setTabChangesFocus(true);
        made->setMinimumHeight(64);
        return made;
    };
    m_title = label("title");
    m_about = label("muted");
    column->addWidget(m_title);
    column->addWidget(m_about);
    auto *versions = new QGridLayout;
    versions->setHorizontalSpacing(12);
    m_baseLabel = label("muted");
    m_mineLabel = label("muted");
    m_theirsLabel = label("muted");
    m_base = edit(true);
    m_mine = edit(true);
    m_theirs = edit(true);
    m_takeMine = new QPushButton(this);
    m_takeTheirs = new QPushButton(this);
    versions->addWidget(m_baseLabel, 0, 0);
    versions->addWidget(m_mineLabel, 0, 1);
    versions->addWidget(m_theirsLabel, 0, 2);
    versions->addWidget(m_base, 1, 0);
    versions->addWidget(m_mine, 1, 1);
    versions->addWidget(m_theirs, 1, 2);
    versions->addWidget(m_takeMine, 2, 1, Qt::AlignLeading);
    versions->addWidget(m_takeTheirs, 2, 2, Qt::AlignLeading);
    for (int i = 0; i < 3; ++i) {
        versions->setColumnStretch(i, 1);
    }
    column->addLayout(versions, 1);
    m_keepLabel = label("muted");
    m_keep = edit(false);
    m_settle = new QPushButton(this);
    m_settle->setProperty("role", u"primary"_s);
    column->addWidget(m_keepLabel);
    column->addWidget(m_keep, 1);
    column->addWidget(m_settle, 0, Qt::AlignLeading);
    connect(m_keep, &QPlainTextEdit::textChanged, this, [this] { Q_EMIT typed(m_keep->toPlainText()); });
    connect(m_takeMine, &QPushButton::clicked, this, [this] { Q_EMIT settleAsked(m_conflict.mineText); });
    connect(m_takeTheirs, &QPushButton::clicked, this, [this] { Q_EMIT settleAsked(m_conflict.theirsText); });
    connect(m_settle, &QPushButton::clicked, this, [this] { Q_EMIT settleAsked(m_keep->toPlainText()); });
    retranslate();
}

void ConflictView::setConflict(const Conflict &conflict, const QString &title, const QString &madeBy, const std::optional<QString> &begun)
{
    const bool same = conflict.id == m_conflict.id;
    m_conflict = conflict;
    m_madeBy = madeBy;
    m_title->setText(isolate(title));
    const Qt::LayoutDirection direction = directionOf(conflict.field, conflict.theirsText);
    fill(*m_base, conflict.baseText, direction);
    fill(*m_mine, conflict.mineText, direction);
    fill(*m_theirs, conflict.theirsText, direction);
    if (!same) {
        const QSignalBlocker quiet(m_keep);
        fill(*m_keep, begun.value_or(conflict.theirsText), direction); // what was begun to be written is never replaced
    }
    retranslate();
}

void ConflictView::retranslate()
{
    m_about->setText(tr("Two people changed the same words: %1").arg(fieldText(m_conflict.field)));
    m_baseLabel->setText(tr("Before both changes"));
    m_mineLabel->setText(m_madeBy.isEmpty() ? tr("The later change") : tr("Change by %1").arg(isolate(m_madeBy)));
    m_theirsLabel->setText(tr("Current version"));
    m_keepLabel->setText(tr("Text to keep"));
    m_base->setAccessibleName(m_baseLabel->text());
    m_mine->setAccessibleName(m_mineLabel->text());
    m_theirs->setAccessibleName(m_theirsLabel->text());
    m_keep->setAccessibleName(m_keepLabel->text());
    m_takeMine->setText(tr("Take the later change"));
    m_takeTheirs->setText(tr("Keep the current version"));
    m_settle->setText(tr("Settle with this text"));
}

void ConflictView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
