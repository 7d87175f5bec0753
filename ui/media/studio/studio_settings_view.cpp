#include "ui/media/studio/studio_settings_view.h"

#include "ui/media/studio/encode_limits_dialog.h"
#include "ui/media/studio/watch_folders_dialog.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace rawi {

StudioSettingsView::StudioSettingsView(Workbench &workbench, QWidget *parent)
    : QWidget(parent)
    , m_about(new QLabel(this))
    , m_limits(new QPushButton(this))
    , m_folders(new QPushButton(this))
    , m_presets(new QPushButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    m_about->setWordWrap(true);
    m_about->setProperty("role", u"muted"_s);
    column->addWidget(m_about);
    for (QPushButton *button : {m_limits, m_folders, m_presets}) {
        column->addWidget(button, 0, Qt::AlignLeading);
    }
    column->addStretch(1);
    const auto opened = [](QDialog *dialog) {
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    };
    connect(m_limits, &QPushButton::clicked, this,
            [this, opened, &workbench] { opened(new EncodeLimitsDialog(workbench.desk(), window())); });
    connect(m_folders, &QPushButton::clicked, this,
            [this, opened, &workbench] { opened(new WatchFoldersDialog(workbench.desk(), window())); });
    connect(m_presets, &QPushButton::clicked, &workbench, [&workbench] { workbench.trigger(u"media.presets"_s); });
    retranslate();
}

void StudioSettingsView::retranslate()
{
    m_about->setText(tr("How much of this computer encoding may use, which folders are imported automatically, and which files are made."));
    m_limits->setText(tr("Limits of encoding…"));
    m_folders->setText(tr("Watch folders…"));
    m_presets->setText(tr("Presets…"));
}

void StudioSettingsView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

} // namespace rawi
