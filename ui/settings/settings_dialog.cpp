#include "ui/settings/settings_dialog.h"

#include "ui/kit/font_scale.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

namespace rawi {

SettingsDialog::SettingsDialog(Workbench &workbench, QWidget *parent)
    : QDialog(parent)
    , m_offered(offered(workbench.features(), &Feature::settings))
    , m_list(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
{
    resize(720, 480);
    // What concerns everything stands before the pages of single features.
    std::stable_partition(m_offered.begin(), m_offered.end(), [](const SettingsPage &page) { return page.id == "general"_L1; });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 14);
    column->setSpacing(12);
    auto *row = new QHBoxLayout;
    row->setSpacing(18);
    m_list->setFixedWidth(scaledPx(190));
    m_list->setIconSize(QSize(18, 18));
    row->addWidget(m_list);
    row->addWidget(m_pages, 1);
    column->addLayout(row, 1);
    auto *buttons = new QDialogButtonBox(this);
    m_close = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_close->setAutoDefault(false); // Enter in a field is the field's
    column->addWidget(buttons);
    buildPages(workbench);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    m_list->setCurrentRow(0);
    retranslate();
}

void SettingsDialog::buildPages(Workbench &workbench)
{
    for (const SettingsPage &offered : m_offered) {
        m_list->addItem(new QListWidgetItem(icon(offered.icon), offered.title()));
        auto *page = new QWidget;
        auto *column = new QVBoxLayout(page);
        column->setContentsMargins(0, 0, 6, 0);
        column->setSpacing(12);
        auto *heading = new QLabel(page);
        heading->setProperty("role", u"h1"_s);
        m_headings.append(heading);
        column->addWidget(heading);
        column->addWidget(offered.make(workbench, page), 1);
        auto *scroll = new QScrollArea(m_pages);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidgetResizable(true);
        scroll->setWidget(page);
        page->setAutoFillBackground(false); // the dialog's own colour
        scroll->viewport()->setAutoFillBackground(false);
        m_pages->addWidget(scroll);
    }
}

void SettingsDialog::showPage(const QString &id)
{
    for (int i = 0; i < m_offered.size(); ++i) {
        if (m_offered.at(i).id == id) {
            m_list->setCurrentRow(i);
        }
    }
}

void SettingsDialog::retranslate()
{
    setWindowTitle(tr("Settings"));
    m_list->setAccessibleName(tr("Pages of the settings"));
    m_close->setText(tr("Close"));
    for (int i = 0; i < m_offered.size(); ++i) {
        m_list->item(i)->setText(m_offered.at(i).title());
        m_headings.at(i)->setText(m_offered.at(i).title());
    }
}

void SettingsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

} // namespace rawi
