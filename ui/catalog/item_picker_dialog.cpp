#include "ui/catalog/item_picker_dialog.h"

#include "core/desk/content/content_lists.h"
#include "core/text/direction.h"
#include "ui/kit/icons.h"
#include "ui/text/error_text.h"
#include "ui/text/names_text.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace rawi {

namespace {

constexpr int kMostShown = 200;

} // namespace

ItemPickerDialog::ItemPickerDialog(Desk &desk, const QSet<QUuid> &leaveOut, QWidget *parent)
    : QDialog(parent), m_desk(desk), m_leaveOut(leaveOut)
{
    resize(520, 460);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    m_text = new QLineEdit(this);
    m_text->setClearButtonEnabled(true);
    m_text->setCursorMoveStyle(Qt::VisualMoveStyle);
    m_text->addAction(icon(Icon::Search), QLineEdit::LeadingPosition);
    m_list = new QListWidget(this);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_none = new QLabel(this);
    m_none->setWordWrap(true);
    m_none->setProperty("role", u"muted"_s);
    // Not the standard buttons: those take Qt's words back after each change of language.
    m_buttons = new QDialogButtonBox(this);
    m_accept = new QPushButton(m_buttons);
    m_accept->setProperty("role", u"primary"_s); // before the box polishes it
    m_buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    m_cancel = m_buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    column->addWidget(m_text);
    column->addWidget(m_list, 1);
    column->addWidget(m_none);
    column->addWidget(m_buttons);
    m_pause.setSingleShot(true);
    m_pause.setInterval(150);
    connect(&m_pause, &QTimer::timeout, this, &ItemPickerDialog::search);
    connect(m_text, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::itemActivated, this, &QDialog::accept);
    connect(m_list, &QListWidget::itemSelectionChanged, this,
            [this] { m_accept->setEnabled(!chosen().isEmpty()); });
    connect(this, &QDialog::accepted, this, [this] { Q_EMIT picked(chosen()); });
    retranslate();
    search();
}

QList<QUuid> ItemPickerDialog::chosen() const
{
    QList<QUuid> ids;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->isSelected()) {
            ids.append(m_list->item(row)->data(Qt::UserRole).toUuid());
        }
    }
    return ids;
}

void ItemPickerDialog::search()
{
    m_list->clear();
    m_accept->setEnabled(false);
    ContentQuery query;
    query.text = m_text->text();
    const auto ids = ContentLists(m_desk.replica()).ids(query);
    if (!ids.ok()) {
        m_none->setText(errorText(ids.error()));
        m_none->show();
        return;
    }
    QList<QUuid> wanted;
    for (const QUuid &id : *ids) {
        if (!m_leaveOut.contains(id) && wanted.size() < kMostShown) {
            wanted.append(id);
        }
    }
    const auto rows = m_desk.replica().rowsByIds(recordInfo<ContentItem>(), wanted);
    if (rows.ok()) {
        for (const QJsonObject &row : *rows) {
            const auto item = fromJson<ContentItem>(row);
            auto *line = new QListWidgetItem(isolate(titleText(item.titleAr, item.titleEn)), m_list);
            line->setData(Qt::UserRole, item.id.uuid());
        }
    }
    m_none->setText(tr("Nothing was found that is not in the series already."));
    m_none->setVisible(m_list->count() == 0);
}

void ItemPickerDialog::retranslate()
{
    setWindowTitle(tr("Add to the series"));
    m_text->setPlaceholderText(tr("Search for items"));
    m_text->setAccessibleName(tr("Search for items"));
    m_list->setAccessibleName(tr("Items found"));
    m_accept->setText(tr("Add"));
    m_cancel->setText(tr("Cancel"));
}

void ItemPickerDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        search();
    }
    QDialog::changeEvent(event);
}

} // namespace rawi
