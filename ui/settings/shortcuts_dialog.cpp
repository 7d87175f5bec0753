#include "ui/settings/shortcuts_dialog.h"

#include "core/text/arabic_folding.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

namespace {

enum Role { ActionRole = Qt::UserRole, FoldedRole };

// Left to right in both languages, as keys are named; the twin of an Arabic keyboard is the same key.
QString keysText(const QAction &action)
{
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? QString() : QChar(0x2066) + keys + QChar(0x2069);
}

} // namespace

ShortcutsDialog::ShortcutsDialog(Workbench &workbench, QWidget *parent)
    : QDialog(parent)
    , m_workbench(workbench)
    , m_search(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
{
    resize(560, 560);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 14);
    column->setSpacing(10);
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(Icon::Search), QLineEdit::LeadingPosition);
    m_search->setCursorMoveStyle(Qt::VisualMoveStyle);
    column->addWidget(m_search);
    m_list->setColumnCount(2);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    column->addWidget(m_list, 1);
    auto *buttons = new QDialogButtonBox(this);
    m_close = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_close->setAutoDefault(false);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutsDialog::filter);
    connect(m_list, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *row) {
        if (auto *action = row->data(0, ActionRole).value<QAction *>()) {
            close();
            action->trigger();
        }
    });
    retranslate();
    m_search->setFocus();
}

void ShortcutsDialog::fill()
{
    m_list->clear();
    // Actions without keys come last: they are here to be found.
    QList<QAction *> actions = m_workbench.actions().all();
    std::stable_partition(actions.begin(), actions.end(), [](const QAction *one) { return !one->shortcut().isEmpty(); });
    for (QAction *action : std::as_const(actions)) {
        if (!action->isVisible()) {
            continue;
        }
        auto *row = new QTreeWidgetItem(m_list, {action->text().remove(QLatin1Char('&')), keysText(*action)});
        row->setIcon(0, action->icon());
        row->setData(0, ActionRole, QVariant::fromValue(action));
        row->setData(0, FoldedRole, foldForSearch(row->text(0) + u' ' + action->shortcut().toString()));
    }
    filter();
}

void ShortcutsDialog::filter()
{
    const QString wanted = foldForSearch(m_search->text().trimmed());
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *row = m_list->topLevelItem(i);
        row->setHidden(!row->data(0, FoldedRole).toString().contains(wanted));
    }
}

void ShortcutsDialog::retranslate()
{
    setWindowTitle(tr("Keyboard shortcuts"));
    m_search->setPlaceholderText(tr("Find an action or a key"));
    m_search->setAccessibleName(tr("Find an action or a key"));
    m_list->setAccessibleName(tr("Keyboard shortcuts"));
    m_list->setHeaderLabels({tr("Action"), tr("Keys")});
    m_close->setText(tr("Close"));
    fill();
}

void ShortcutsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

} // namespace rawi
