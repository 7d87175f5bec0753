#include "ui/catalog/series_access_dialog.h"

#include "ui/catalog/person_delegate.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/icons.h"
#include "ui/text/names_text.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace rawi {

SeriesAccessDialog::SeriesAccessDialog(Desk &desk, const Series &series, QWidget *parent)
    : QDialog(parent), m_series(series), m_people(desk)
{
    resize(520, 560);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(10);
    m_title = new ElidedLabel({}, ElidedLabel::Tone::Heading, this);
    m_restricted = new QCheckBox(this);
    m_restricted->setChecked(!series.scope.isNull());
    m_meaning = new QLabel(this);
    m_meaning->setWordWrap(true);
    m_meaning->setProperty("role", u"muted"_s);
    for (QWidget *one : std::initializer_list<QWidget *>{m_title, m_restricted, m_meaning}) {
        column->addWidget(one);
    }
    buildPeople();
    // Not the standard buttons: those take Qt's words back after each change of language.
    m_buttons = new QDialogButtonBox(this);
    m_accept = new QPushButton(m_buttons);
    m_accept->setProperty("role", u"primary"_s); // before the box polishes it
    m_buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    m_cancel = m_buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    column->addWidget(m_buttons);
    connect(m_restricted, &QCheckBox::toggled, this, &SeriesAccessDialog::showState);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::accepted, this,
            [this] { Q_EMIT accessGiven(m_restricted->isChecked(), m_people.members()); });
    m_people.setMembers(series.members);
    retranslate();
    m_restricted->setFocus();
}

void SeriesAccessDialog::buildPeople()
{
    m_search = new QLineEdit(this);
    m_search->setClearButtonEnabled(true);
    m_search->setCursorMoveStyle(Qt::VisualMoveStyle);
    m_search->addAction(icon(Icon::Search), QLineEdit::LeadingPosition);
    m_list = new QListView(this);
    m_list->setModel(&m_people);
    m_list->setItemDelegate(new PersonDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_count = new QLabel(this);
    m_count->setProperty("role", u"muted"_s);
    layout()->addWidget(m_search);
    layout()->addWidget(m_list);
    static_cast<QVBoxLayout *>(layout())->setStretchFactor(m_list, 1);
    layout()->addWidget(m_count);
    connect(m_search, &QLineEdit::textChanged, &m_people, &SeriesAccessModel::search);
    connect(&m_people, &SeriesAccessModel::membersChanged, this, &SeriesAccessDialog::showState);
    connect(&m_people, &QAbstractItemModel::modelReset, this, &SeriesAccessDialog::showState);
}

void SeriesAccessDialog::showState()
{
    const bool restricted = m_restricted->isChecked();
    if (restricted) {
        m_meaning->setText(tr("The series, its episodes, and their items, files and texts leave the desks of everybody "
                              "else. What they had typed there and not sent yet is kept apart for them."));
    } else if (!m_series.scope.isNull()) {
        m_meaning->setText(tr("The series, its episodes, and their items, files and texts come back to the desks of the "
                              "whole newsroom."));
    } else {
        m_meaning->setText(tr("The whole newsroom sees the series."));
    }
    m_restricted->setAccessibleDescription(m_meaning->text());
    m_search->setEnabled(restricted);
    m_list->setEnabled(restricted);
    const auto members = static_cast<int>(m_people.members().size());
    m_count->setText(m_people.rowCount() == 0 && !m_search->text().isEmpty() ? tr("Nobody of this name was found.")
                         : restricted         ? tr("%n member(s)", nullptr, members)
                                              : QString());
}

void SeriesAccessDialog::retranslate()
{
    setWindowTitle(tr("Who may see the series"));
    m_title->setText(titleText(m_series.titleAr, m_series.titleEn));
    m_restricted->setText(tr("Only its members see it"));
    m_search->setPlaceholderText(tr("Search for people"));
    m_search->setAccessibleName(tr("Search for people"));
    m_list->setAccessibleName(tr("Members"));
    m_accept->setText(tr("Save"));
    m_cancel->setText(tr("Cancel"));
    m_people.retranslate();
    showState();
}

// Enter in the search goes on to who was found: saving is not what a search ends with.
void SeriesAccessDialog::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_search->hasFocus()) {
        m_list->setFocus();
        return;
    }
    QDialog::keyPressEvent(event);
}

void SeriesAccessDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

} // namespace rawi
