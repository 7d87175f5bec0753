#include "ui/media/studio/studio_feature.h"

#include "core/desk/house/refused_changes.h"
#include "ui/house/workbench.h"
#include "ui/kit/headed_view.h"
#include "ui/media/studio/encodes_view.h"
#include "ui/media/studio/file_place_bar.h"
#include "ui/media/studio/find_files.h"
#include "ui/media/studio/intake_notices.h"
#include "ui/media/studio/preset_editor_dialog.h"
#include "ui/media/studio/studio_bar.h"
#include "ui/media/studio/studio_settings_view.h"
#include "ui/media/studio/transfers_view.h"

#include <QCoreApplication>

#include <algorithm>

namespace rawi {

namespace {

struct StudioFeature {
    Q_DECLARE_TR_FUNCTIONS(StudioFeature)
};

QString encodesWords()
{
    return StudioFeature::tr("Encodes");
}

QString transfersWords()
{
    return StudioFeature::tr("Transfers");
}

QWidget *makeEncodes(Workbench &bench, QWidget *parent)
{
    auto *encodes = new EncodesView(bench.desk(), parent);
    QObject::connect(encodes, &EncodesView::presetsRequested, &bench, [&bench] { bench.trigger(u"media.presets"_s); });
    return encodes;
}

// Or about to be: the engine cancels in its own thread.
bool anyCancelled(Desk &desk, const QList<QUuid> &uploads)
{
    return std::any_of(uploads.cbegin(), uploads.cend(), [&](const QUuid &id) {
        const auto upload = desk.uploads().find(id);
        return upload.ok() && *upload && (*upload)->state != UploadState::Done;
    });
}

QWidget *makeTransfers(Workbench &bench, QWidget *parent)
{
    auto *transfers = new TransfersView(bench.desk(), parent);
    QObject::connect(transfers, &TransfersView::itemAsked, &bench, &Workbench::showItem);
    QObject::connect(transfers, &TransfersView::failed, &bench, [&bench](const Error &error) { bench.tellError(error); });
    QObject::connect(transfers, &TransfersView::cancelled, &bench, [&bench](const QList<QUuid> &uploads) {
        const int count = static_cast<int>(uploads.size());
        bench.tell(
            Tone::Info, [count] { return StudioFeature::tr("%n uploads were cancelled.", nullptr, count); },
            [] { return StudioFeature::tr("Undo"); },
            [&bench, uploads] {
                for (const QUuid &id : uploads) {
                    static_cast<void>(retryUpload(bench.desk(), id)); // one that cannot go on stays off the list
                }
            },
            [&bench, uploads] { return anyCancelled(bench.desk(), uploads); });
    });
    return transfers;
}

void forUploads(Workbench &bench, const std::function<bool(const Upload &)> &fits, void (SyncEngine::*work)(const QUuid &))
{
    const auto uploads = bench.desk().uploads().uploads();
    for (const Upload &one : uploads.ok() ? *uploads : QList<Upload>()) {
        if (fits(one)) {
            (bench.desk().sync().*work)(one.id);
        }
    }
}

void pauseTransfers(Workbench &bench)
{
    forUploads(bench, [](const Upload &one) { return canPause(one.state); }, &SyncEngine::pauseUpload);
}

void resumeTransfers(Workbench &bench)
{
    forUploads(bench, [](const Upload &one) { return one.state == UploadState::Paused; }, &SyncEngine::retryUpload);
}

void showPresets(Workbench &bench)
{
    auto *presets = bench.part<PresetEditorDialog>();
    if (!presets) {
        presets = new PresetEditorDialog(bench.desk(), &bench.window());
    }
    presets->show();
    presets->raise();
    presets->activateWindow();
}

void import(Workbench &bench)
{
    bench.findChild<IntakeNotices *>()->import();
}

} // namespace

Feature studioFeature()
{
    Feature feature;
    feature.id = u"studio"_s;
    feature.rooms = {
        {u"studio"_s, Icon::Encode, [] { return StudioFeature::tr("Studio"); }, {},
         [](Workbench &bench, QWidget *parent) -> QWidget * {
             return new HeadedView(encodesWords, makeEncodes(bench, parent), parent);
         },
         false, {}},
        {u"transfers"_s, Icon::Transfers, transfersWords, {},
         [](Workbench &bench, QWidget *parent) -> QWidget * {
             return new HeadedView(transfersWords, makeTransfers(bench, parent), parent);
         },
         false, {}},
    };
    feature.panels = {{u"encodes"_s, encodesWords, makeEncodes}, {u"transfers"_s, transfersWords, makeTransfers}};
    feature.actions = {
        {u"file.import"_s, Icon::Upload, [] { return StudioFeature::tr("Import…"); }, Menu::File, 10,
         QKeySequence(Qt::CTRL | Qt::Key_O), {}, import},
        {u"media.find_file"_s, Icon::Search, [] { return StudioFeature::tr("Find the file…"); }, Menu::Item, 25, {}, {}, findFile},
        {u"media.find_lost"_s, Icon::Folder, [] { return StudioFeature::tr("Find lost files in a folder…"); }, Menu::File, 10, {}, {},
         findLostFiles},
        {u"transfers.pause"_s, Icon::Pause, [] { return StudioFeature::tr("Pause all transfers"); }, Menu::File, 40, {}, {},
         pauseTransfers},
        {u"transfers.resume"_s, Icon::Play, [] { return StudioFeature::tr("Resume all transfers"); }, Menu::File, 40, {}, {},
         resumeTransfers},
        {u"media.presets"_s, Icon::Settings, [] { return StudioFeature::tr("Presets…"); }, Menu::Window, 20, {}, {}, showPresets},
    };
    feature.settings = {{u"encoding"_s, Icon::Encode, [] { return StudioFeature::tr("Encoding"); },
                         [](Workbench &bench, QWidget *parent) -> QWidget * { return new StudioSettingsView(bench, parent); }}};
    feature.topBar = {{10, [](Workbench &bench, QWidget *parent) -> QWidget * { return new ImportButton(bench, parent); }}};
    feature.statusBar = {
        {100, [](Workbench &bench, QWidget *parent) -> QWidget * { return new EncodesStatusButton(bench, parent); }}};
    feature.itemColumn = {
        {20, [](Workbench &bench, QWidget *parent) -> QWidget * { return new FilePlaceBar(bench, parent); }}};
    feature.start = [](Workbench &bench) { new IntakeNotices(bench); };
    return feature;
}

} // namespace rawi
