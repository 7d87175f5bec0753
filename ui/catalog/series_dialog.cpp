#include "ui/catalog/series_dialog.h"

#include "core/base/literals.h"
#include "ui/kit/directional_edit.h"
#include "ui/kit/text_limit.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace rawi {

SeriesDialog::SeriesDialog(Purpose purpose, QWidget *parent) : QDialog(parent), m_purpose(purpose)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(8);
    m_arabicLabel = new QLabel(this);
    m_arabic = new DirectionalLineEdit(Direction::RightToLeft, this);
    m_englishLabel = new QLabel(this);
    m_english = new DirectionalLineEdit(Direction::LeftToRight, this);
    // Not the standard buttons: those take Qt's words back after each change of language.
    m_buttons = new QDialogButtonBox(this);
    m_accept = new QPushButton(m_buttons);
    m_accept->setProperty("role", u"primary"_s); // before the box polishes it
    m_buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    m_cancel = m_buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    for (QWidget *one : std::initializer_list<QWidget *>{m_arabicLabel, m_arabic, m_englishLabel, m_english}) {
        column->addWidget(one);
    }
    for (QLineEdit *edit : {m_arabic, m_english}) {
        TextLimit::set(edit, 300);
        edit->setMinimumWidth(360);
        connect(edit, &QLineEdit::textChanged, this, &SeriesDialog::updateButtons);
    }
    m_arabicLabel->setBuddy(m_arabic);
    m_englishLabel->setBuddy(m_english);
    column->addSpacing(8);
    column->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::accepted, this, [this] {
        Q_EMIT titlesGiven(m_arabic->text().trimmed(), m_english->text().trimmed());
    });
    retranslate();
    updateButtons();
}

void SeriesDialog::setTitles(const QString &arabic, const QString &english)
{
    m_arabic->setText(arabic);
    m_english->setText(english);
}

void SeriesDialog::updateButtons()
{
    const bool any = !m_arabic->text().trimmed().isEmpty() || !m_english->text().trimmed().isEmpty();
    m_accept->setEnabled(any);
}

void SeriesDialog::retranslate()
{
    const bool create = m_purpose == Purpose::Create;
    setWindowTitle(create ? tr("New series") : tr("Titles of the series"));
    m_arabicLabel->setText(tr("Arabic title"));
    m_englishLabel->setText(tr("English title"));
    m_arabic->setAccessibleName(m_arabicLabel->text());
    m_english->setAccessibleName(m_englishLabel->text());
    m_accept->setText(create ? tr("Create") : tr("Save"));
    m_cancel->setText(tr("Cancel"));
}

void SeriesDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

} // namespace rawi
