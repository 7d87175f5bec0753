#include "ui/media/studio/preset_checks_view.h"

#include "core/desk/media/preset_list.h"
#include "core/text/direction.h"
#include "ui/text/names_text.h"

#include <QEvent>

namespace rawi {

namespace {

constexpr int kKeyRole = Qt::UserRole + 1;

} // namespace

PresetChecksView::PresetChecksView(Desk &desk, QWidget *parent) : QListWidget(parent), m_desk(desk)
{
    setSelectionMode(QAbstractItemView::SingleSelection);
    fill();
    connect(this, &QListWidget::itemChanged, this, &PresetChecksView::chosenChanged);
    // A click anywhere on the words ticks, as on a check box.
    connect(this, &QListWidget::itemActivated, this, [](QListWidgetItem *item) {
        item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
    });
}

void PresetChecksView::fill()
{
    const QStringList before = chosen();
    const QSignalBlocker quiet(this);
    clear();
    const auto presets = offeredPresets(m_desk.replica());
    for (const EncodePreset &preset : presets.ok() ? *presets : QList<EncodePreset>()) {
        auto *item = new QListWidgetItem(isolate(titleText(preset.nameAr, preset.nameEn)), this);
        item->setData(kKeyRole, preset.key);
        item->setToolTip(isolate(preset.key));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(before.contains(preset.key) ? Qt::Checked : Qt::Unchecked);
    }
    setAccessibleName(tr("Presets"));
}

QStringList PresetChecksView::chosen() const
{
    QStringList keys;
    for (int row = 0; row < count(); ++row) {
        if (item(row)->checkState() == Qt::Checked) {
            keys.append(item(row)->data(kKeyRole).toString());
        }
    }
    return keys;
}

void PresetChecksView::setChosen(const QStringList &keys)
{
    const QSignalBlocker quiet(this);
    for (int row = 0; row < count(); ++row) {
        item(row)->setCheckState(keys.contains(item(row)->data(kKeyRole).toString()) ? Qt::Checked : Qt::Unchecked);
    }
}

void PresetChecksView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        fill();
    }
    QListWidget::changeEvent(event);
}

} // namespace rawi
