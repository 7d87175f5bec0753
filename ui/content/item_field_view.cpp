#include "ui/content/item_field_view.h"

#include "ui/kit/directional_edit.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStyle>
#include <QTextCursor>
#include <QVBoxLayout>

namespace rawi {

namespace {

// What is pasted into one line: its breaks and tabs are blanks.
QString oneLine(QString text)
{
    for (QChar &unit : text) {
        unit = unit.category() == QChar::Other_Control || unit == QChar::LineSeparator || unit == QChar::ParagraphSeparator
            ? QChar(u' ')
            : unit;
    }
    return text;
}

QString notSavedText(const Error &failure)
{
    if (failure.code == ErrorCode::Cancelled) {
        return ItemFieldView::tr("You typed this before Rawi was closed; it is not saved yet.");
    }
    return ItemFieldView::tr("What you typed is kept, but not in the item yet. %1").arg(errorText(failure));
}

} // namespace

ItemFieldView::ItemFieldView(ItemPresenter &presenter, const QString &field, Form form, QWidget *parent)
    : QWidget(parent), m_presenter(presenter), m_field(field)
{
    const Direction direction = field.endsWith("_ar"_L1) ? Direction::RightToLeft : Direction::LeftToRight;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_label = new QLabel(this);
    m_label->setProperty("role", u"muted"_s);
    auto *head = new QHBoxLayout;
    head->addWidget(m_label);
    head->addStretch(1);
    m_room = new QLabel(this);
    m_room->setProperty("role", u"muted"_s);
    head->addWidget(m_room);
    column->addLayout(head);
    if (form == Form::Line) {
        m_line = new DirectionalLineEdit(direction, this);
        column->addWidget(m_line);
        connect(m_line, &QLineEdit::textEdited, this,
                [this](const QString &text) { typed(oneLine(text)); });
        connect(m_line, &QLineEdit::returnPressed, this, [this] { focusNextChild(); });
    } else {
        m_paragraphs = new DirectionalTextEdit(direction, this);
        column->addWidget(m_paragraphs, 1);
        connect(m_paragraphs, &QTextEdit::textChanged, this,
                [this] { typed(m_paragraphs->toPlainText()); });
    }
    m_label->setBuddy(editor());
    editor()->installEventFilter(this);
    m_notice = new QLabel(this);
    m_notice->setProperty("role", u"muted"_s);
    m_notice->setWordWrap(true);
    column->addWidget(m_notice);
    if (form == Form::Line) {
        column->addStretch(1); // beside one whose notice has more lines
    }
    connect(&presenter, &ItemPresenter::fieldChanged, this, [this](const QString &changed) {
        if (changed == m_field) {
            showText();
        }
    });
    connect(&presenter, &ItemPresenter::noticeChanged, this, [this](const QString &changed) {
        if (changed == m_field) {
            showNotice();
        }
    });
    retranslate();
    showText();
}

QWidget *ItemFieldView::editor() const
{
    return m_line ? static_cast<QWidget *>(m_line) : m_paragraphs;
}

void ItemFieldView::setReadOnly(bool readOnly)
{
    m_line ? m_line->setReadOnly(readOnly) : m_paragraphs->setReadOnly(readOnly);
}

void ItemFieldView::typed(const QString &text)
{
    m_presenter.editText(m_field, text);
    showRoom();
}

void ItemFieldView::showRoom()
{
    const int most = ItemPresenter::limit(m_field);
    const int used = static_cast<int>(m_presenter.text(m_field).size());
    const int over = used - most;
    m_room->setVisible(used >= most * 0.8);
    m_room->setText(over > 0 ? tr("%n characters too many", nullptr, over)
                             : tr("%1 of %2 characters").arg(countText(used), countText(most)));
    const QString role = over > 0 ? u"danger"_s : u"muted"_s;
    if (m_room->property("role") != role) {
        m_room->setProperty("role", role);
        m_room->style()->unpolish(m_room);
        m_room->style()->polish(m_room);
    }
    editor()->setAccessibleDescription(m_room->isHidden() ? m_notice->text() : m_room->text());
}

void ItemFieldView::showText()
{
    const QString text = m_presenter.text(m_field);
    showRoom();
    if (m_line) {
        if (m_line->text() != text) {
            const int cursor = m_line->cursorPosition();
            m_line->setText(text);
            m_line->setCursorPosition(m_line->hasFocus() ? cursor : 0);
        }
        return;
    }
    if (m_paragraphs->toPlainText() != text) {
        const QSignalBlocker quiet(m_paragraphs); // not an edit
        const int cursor = m_paragraphs->textCursor().position();
        m_paragraphs->setPlainText(text);
        QTextCursor place = m_paragraphs->textCursor();
        place.setPosition(std::min(cursor, static_cast<int>(text.size())));
        m_paragraphs->setTextCursor(place);
    }
}

void ItemFieldView::showNotice()
{
    switch (m_presenter.notice(m_field)) {
    case FieldNotice::None:
        m_notice->clear();
        break;
    case FieldNotice::ChangedElsewhere:
        m_notice->setText(tr("Changed on another desk meanwhile. What you type will be merged with it."));
        break;
    case FieldNotice::Merged:
        m_notice->setText(tr("Merged with a change made on another desk."));
        break;
    case FieldNotice::NotSaved:
        m_notice->setText(notSavedText(m_presenter.failure(m_field)));
        break;
    case FieldNotice::BothKept:
        m_notice->setText(tr("Two people changed the same words. Both versions are kept under “Needs attention”."));
        break;
    }
    m_notice->setVisible(!m_notice->text().isEmpty());
    showRoom();
}

void ItemFieldView::retranslate()
{
    m_label->setText(fieldText(m_field));
    editor()->setAccessibleName(m_label->text());
    showNotice();
}

void ItemFieldView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

bool ItemFieldView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        m_presenter.beginEdit(m_field);
    } else if (event->type() == QEvent::FocusOut) {
        m_presenter.endEdit(m_field);
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace rawi
