#include "ui/content/item_field_view.h"

#include "ui/kit/directional_edit.h"
#include "ui/text/error_text.h"

#include <QEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QTextCursor>
#include <QVBoxLayout>

namespace rawi {

ItemFieldView::ItemFieldView(ItemPresenter &presenter, const QString &field, Form form, QWidget *parent)
    : QWidget(parent), m_presenter(presenter), m_field(field)
{
    const Direction direction = field.endsWith("_ar"_L1) ? Direction::RightToLeft : Direction::LeftToRight;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_label = new QLabel(this);
    m_label->setProperty("role", u"muted"_s);
    column->addWidget(m_label);
    if (form == Form::Line) {
        m_line = new DirectionalLineEdit(direction, this);
        column->addWidget(m_line);
        connect(m_line, &QLineEdit::textEdited, this,
                [this](const QString &text) { m_presenter.editText(m_field, text); });
    } else {
        m_paragraphs = new DirectionalTextEdit(direction, this);
        column->addWidget(m_paragraphs, 1);
        connect(m_paragraphs, &QTextEdit::textChanged, this,
                [this] { m_presenter.editText(m_field, m_paragraphs->toPlainText()); });
    }
    m_label->setBuddy(editor());
    editor()->installEventFilter(this);
    m_notice = new QLabel(this);
    m_notice->setProperty("role", u"muted"_s);
    m_notice->setWordWrap(true);
    column->addWidget(m_notice);
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

void ItemFieldView::showText()
{
    const QString text = m_presenter.text(m_field);
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
    case FieldNotice::BothKept:
        m_notice->setText(tr("Two people changed the same words. Both versions are kept under “Needs attention”."));
        break;
    }
    m_notice->setVisible(!m_notice->text().isEmpty());
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
