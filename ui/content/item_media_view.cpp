#include "ui/content/item_media_view.h"

#include "core/media/fitting_preset.h"
#include "core/media/media_edit.h"
#include "core/media/subtitle_track.h"
#include "core/replica/row_watch.h"
#include "core/text/direction.h"
#include "core/text/language_name.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/refresh_soon.h"
#include "ui/text/format_text.h"
#include "ui/text/names_text.h"
#include "ui/text/preset_text.h"
#include "ui/text/verdict_text.h"

#include <QActionGroup>
#include <QCheckBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kAssetRole = Qt::UserRole + 1;

QString sizeInPixels(int width, int height)
{
    return width > 0 ? isolate(u"%1×%2"_s.arg(width).arg(height)) : QString();
}

// What others draw (small pictures, peaks, measurements) is no file to an editor.
bool shownAsFile(VariantType type)
{
    return type != VariantType::Thumbnail && type != VariantType::Storyboard && type != VariantType::Waveform
        && type != VariantType::Report;
}

} // namespace

ItemMediaView::ItemMediaView(Desk &desk, QWidget *parent) : QWidget(parent), m_desk(desk)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    buildTree();
    buildButtons();
    auto *soon = new RefreshSoon(this, [this] { refresh(); });
    new RowWatch(desk.replica(), {recordInfo<MediaAsset>().name, recordInfo<MediaVariant>().name}, this, [soon] { soon->ask(); });
    connect(&desk.encodes(), &EncodeQueue::finished, this, &ItemMediaView::refresh);
    retranslate();
}

void ItemMediaView::buildTree()
{
    m_empty = new QLabel(this);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", u"muted"_s);
    layout()->addWidget(m_empty);
    m_tree = new QTreeWidget(this);
    m_tree->setColumnCount(3);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(16);
    m_tree->header()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    layout()->addWidget(m_tree);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tree, &QTreeWidget::customContextMenuRequested, this, &ItemMediaView::showMenu);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this] {
        if (const Id<MediaAsset> asset = currentAsset(); !asset.isNull()) {
            Q_EMIT assetChosen(asset.uuid());
        }
        showButtons();
    });
}

void ItemMediaView::buildButtons()
{
    m_actions = new QWidget(this);
    auto *flow = new FlowLayout(m_actions);
    m_encode = new QPushButton(m_actions);
    m_encodeMenu = new QMenu(m_encode);
    m_encode->setMenu(m_encodeMenu);
    connect(m_encodeMenu, &QMenu::aboutToShow, this, &ItemMediaView::fillEncodeMenu);
    flow->addWidget(m_encode);
    const auto button = [&](void (ItemMediaView::*asked)()) {
        auto *made = new QPushButton(m_actions);
        connect(made, &QPushButton::clicked, this, asked);
        flow->addWidget(made);
        return made;
    };
    m_subtitles = button(&ItemMediaView::subtitlesRequested);
    m_chapters = button(&ItemMediaView::chaptersRequested);
    m_poster = button(&ItemMediaView::posterRequested);
    m_upload = new QPushButton(m_actions);
    connect(m_upload, &QPushButton::clicked, this, &ItemMediaView::upload);
    flow->addWidget(m_upload);
    m_withOriginal = new QCheckBox(m_actions);
    flow->addWidget(m_withOriginal);
    layout()->addWidget(m_actions);
}

void ItemMediaView::showMenu(const QPoint &at)
{
    const Id<MediaAsset> id = currentAsset();
    const auto asset = m_desk.replica().find(id);
    if (!asset.ok() || !*asset) {
        return;
    }
    auto *menu = new QMenu(m_tree);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *place = menu->addAction(tr("Where was it taken?"));
    place->setEnabled(fromJson<ProbeReport>((*asset)->metadata).hasLocation);
    connect(place, &QAction::triggered, this, [this, id] { askPlace(id); });
    menu->popup(m_tree->viewport()->mapToGlobal(at));
}

// Only the file knows, and only the desk that has it.
void ItemMediaView::askPlace(const Id<MediaAsset> &asset)
{
    const QPointer<ItemMediaView> self(this);
    const auto asked = m_desk.intake().askPlace(asset, [self](const QJsonObject &place, const std::optional<Error> &error) {
        if (!self) {
            return;
        }
        QStringList lines;
        for (auto it = place.begin(); it != place.end(); ++it) {
            lines.append(isolate(it->toString()));
        }
        if (error) {
            Q_EMIT self->failed(*error);
        } else {
            Q_EMIT self->told([lines] {
                return lines.isEmpty() ? tr("The file does not say where it was taken.")
                                       : tr("The file says it was taken at %1.").arg(lines.join(u' '));
            });
        }
    });
    if (!asked.ok()) {
        Q_EMIT failed(asked.error());
    }
}

void ItemMediaView::setItem(const Id<ContentItem> &item)
{
    if (item != m_item) {
        m_item = item;
        m_extras = {};
        refresh();
    }
}

Id<MediaAsset> ItemMediaView::currentAsset() const
{
    const QTreeWidgetItem *row = m_tree->currentItem() ? m_tree->currentItem() : m_tree->topLevelItem(0);
    return row ? Id<MediaAsset>(row->data(0, kAssetRole).toUuid()) : Id<MediaAsset>();
}

Result<void> ItemMediaView::fill()
{
    if (m_item.isNull()) {
        return {};
    }
    RAWI_ASSIGN(const QList<MediaAsset> assets, m_desk.replica().where<MediaAsset>("content_id", m_item.text()));
    for (const MediaAsset &asset : assets) {
        QStringList facts{byteSizeText(asset.fileSize), sizeInPixels(asset.width, asset.height)};
        facts.removeAll(QString());
        const bool timeless = asset.contentType.startsWith("image/"_L1);
        const QString length = asset.durationMs > 0 ? durationText(asset.durationMs) : timeless ? QString() : tr("length unknown yet");
        auto *row = new QTreeWidgetItem(m_tree, {isolate(asset.originalFilename), facts.join(u" · "_s), length});
        row->setToolTip(0, isolate(asset.originalFilename));
        row->setToolTip(1, verdictText(fromJson<ProbeReport>(asset.metadata).verdict));
        row->setData(0, kAssetRole, asset.id.uuid());
        RAWI_ASSIGN(QList<MediaVariant> variants,
                    m_desk.replica().where<MediaVariant>("asset_id", asset.id.text()));
        std::sort(variants.begin(), variants.end(), [](const MediaVariant &a, const MediaVariant &b) {
            return a.type != b.type ? a.type < b.type : a.fileSize > b.fileSize;
        });
        for (const MediaVariant &variant : variants) {
            if (!shownAsFile(variant.type)) {
                continue;
            }
            const QString name = realSizeName(variant.name, variant.width, variant.height);
            const bool replaces = variant.status == VariantStatus::Pending
                && std::any_of(variants.cbegin(), variants.cend(), [&](const MediaVariant &one) {
                                      return one.name == variant.name && one.status == VariantStatus::Completed;
                                  });
            const QString standing = replaces ? tr("Replaces the one on the server once it is there") : variantStatusText(variant.status);
            auto *line = new QTreeWidgetItem(row, {variantNameText(name), byteSizeText(variant.fileSize), standing});
            line->setToolTip(2, standing);
            line->setData(0, kAssetRole, asset.id.uuid());
        }
        row->setExpanded(true);
    }
    return {};
}

void ItemMediaView::refresh()
{
    const QUuid current = currentAsset().uuid();
    {
        const QSignalBlocker quiet(m_tree); // the same asset is chosen again below
        m_tree->clear();
        if (const auto filled = fill(); !filled.ok()) {
            Q_EMIT failed(filled.error());
        }
        for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
            if (m_tree->topLevelItem(i)->data(0, kAssetRole).toUuid() == current) {
                m_tree->setCurrentItem(m_tree->topLevelItem(i));
            }
        }
    }
    const bool any = m_tree->topLevelItemCount() > 0;
    m_tree->setVisible(any);
    m_actions->setVisible(any);
    m_empty->setVisible(!any);
    showButtons();
}

// What makes sense for the chosen file.
void ItemMediaView::showButtons()
{
    const auto asset = m_desk.replica().find(currentAsset());
    const QString kind = asset.ok() && *asset ? (*asset)->contentType.section(QLatin1Char('/'), 0, 0) : QString();
    const bool runs = !kind.isEmpty() && kind != "image"_L1;
    m_subtitles->setVisible(runs);
    m_chapters->setVisible(runs);
    m_poster->setVisible(runs && kind != "audio"_L1);
}

// What makes sense for the chosen file, by kind; the ladders first, because one decode serves all their rungs.
void ItemMediaView::fillEncodeMenu()
{
    m_encodeMenu->clear();
    const auto asset = m_desk.replica().find(currentAsset());
    auto presets = offeredPresets(m_desk.replica());
    if (!asset.ok() || !*asset || !presets.ok()) {
        return;
    }
    const QString kind = (*asset)->contentType.section(QLatin1Char('/'), 0, 0);
    QList<EncodePreset> pictures, sounds, videos;
    for (const EncodePreset &preset : std::as_const(*presets)) {
        const auto settings = preset.encodeSettings();
        if (settings.ok()) {
            (settings->picture ? pictures : settings->video ? videos : sounds).append(preset);
        }
    }
    if (kind == "image"_L1) {
        addPresets(*m_encodeMenu, tr("Pictures"), pictures);
    } else if (kind == "audio"_L1) {
        addPresets(*m_encodeMenu, tr("Sound"), sounds);
    } else {
        const auto web = webLadder(m_desk.replica(), OutputForm::Mp4);
        const auto hls = webLadder(m_desk.replica(), OutputForm::Hls);
        addEncode(*m_encodeMenu, [] { return tr("Web video in all sizes that fit"); }, web.ok() ? *web : QStringList());
        addEncode(*m_encodeMenu, [] { return tr("HLS streaming in all sizes that fit"); }, hls.ok() ? *hls : QStringList());
        m_encodeMenu->addSeparator();
        addPresets(*m_encodeMenu, tr("Video"), videos);
        addPresets(*m_encodeMenu, tr("Sound"), sounds);
    }
    m_encodeMenu->addSeparator();
    if (kind != "image"_L1) {
        addExtras(*m_encodeMenu);
        m_encodeMenu->addSeparator();
    }
    connect(m_encodeMenu->addAction(tr("Presets…")), &QAction::triggered, this, &ItemMediaView::presetsRequested);
}

void ItemMediaView::encodeAsUsual()
{
    fillEncodeMenu();
    const QList<QAction *> entries = m_encodeMenu->actions();
    if (entries.isEmpty() || currentAsset().isNull()) {
        Q_EMIT told([] { return tr("The item has no file to encode yet."); });
        return;
    }
    const QMenu *group = entries.first()->menu();
    QAction *usual = group && !group->isEmpty() ? group->actions().first() : entries.first();
    usual->trigger();
}

// What goes into the renditions: kept until another item is chosen.
void ItemMediaView::addExtras(QMenu &menu)
{
    QAction *texts = menu.addAction(tr("With subtitles and chapters"));
    texts->setObjectName(u"withTexts"_s);
    texts->setCheckable(true);
    texts->setChecked(m_extras.texts);
    connect(texts, &QAction::toggled, this, [this](bool on) { m_extras.texts = on; });
    QAction *edited = menu.addAction(tr("Only what the cut plays"));
    edited->setObjectName(u"edited"_s);
    const auto edits = m_desk.replica().where<MediaEdit>("asset_id", currentAsset().text());
    edited->setEnabled(edits.ok() && !edits->isEmpty());
    m_extras.edited = m_extras.edited && edited->isEnabled();
    edited->setCheckable(true);
    edited->setChecked(m_extras.edited);
    connect(edited, &QAction::toggled, this, [this](bool on) { m_extras.edited = on; });
    QMenu *burn = menu.addMenu(tr("Draw subtitles into the picture"));
    auto *group = new QActionGroup(burn);
    const auto add = [&](const QString &text, const QString &language) {
        QAction *action = group->addAction(burn->addAction(text));
        action->setObjectName(u"burn "_s + language);
        action->setCheckable(true);
        action->setChecked(m_extras.burn == language);
        connect(action, &QAction::triggered, this, [this, language] { m_extras.burn = language; });
    };
    add(tr("None"), QString());
    const auto tracks = m_desk.replica().where<SubtitleTrack>("asset_id", currentAsset().text());
    for (const SubtitleTrack &track : tracks.ok() ? *tracks : QList<SubtitleTrack>()) {
        if (track.kind == SubtitleKind::Subtitles) {
            add(isolate(languageName(track.language, QLocale().name().section(QLatin1Char('_'), 0, 0))), track.language);
        }
    }
    if (group->checkedAction() == nullptr) {
        m_extras.burn.clear(); // the subtitles went
        group->actions().first()->setChecked(true);
    }
}

void ItemMediaView::addPresets(QMenu &menu, const QString &title, const QList<EncodePreset> &presets)
{
    QMenu *group = menu.addMenu(title);
    for (const EncodePreset &preset : presets) {
        addEncode(*group, [preset] { return presetNameText(preset); }, {preset.key});
    }
}

void ItemMediaView::addEncode(QMenu &menu, const Words &words, const QStringList &presets)
{
    QAction *action = menu.addAction(isolate(words()));
    action->setObjectName(presets.join(QLatin1Char(' ')));
    connect(action, &QAction::triggered, this, [this, words, presets] { encode(words, presets); });
}

void ItemMediaView::encode(const Words &words, const QStringList &presets)
{
    const auto extras =
        extrasFor(m_desk.replica(), currentAsset(), m_extras, m_desk.cacheDirectory() + u"/texts"_s);
    if (!extras.ok()) {
        Q_EMIT failed(extras.error());
        return;
    }
    EncodeRequest request;
    request.asset = currentAsset();
    request.presets = presets;
    request.extras = *extras;
    const auto queued = m_desk.encodes().enqueue(request);
    if (!queued.ok()) {
        Q_EMIT failed(queued.error());
        return;
    }
    Q_EMIT told([words] { return tr("Encoding to %1 is in the queue.").arg(isolate(words())); });
}

void ItemMediaView::upload()
{
    const auto queued = m_desk.uploadAsset(currentAsset(), m_withOriginal->isChecked(), UploadCause::Asked);
    if (!queued.ok()) {
        Q_EMIT failed(queued.error());
        return;
    }
    Q_EMIT told([] { return tr("The files go to the server in the background."); });
}

void ItemMediaView::retranslate()
{
    m_tree->setHeaderLabels({tr("File"), tr("Size"), tr("Length or state")});
    m_tree->setAccessibleName(tr("Media files"));
    m_empty->setText(tr("No media yet. Drop a file on the window, or add one from the File menu."));
    m_encode->setText(tr("Encode…"));
    m_subtitles->setText(tr("Subtitles…"));
    m_chapters->setText(tr("Chapters…"));
    m_poster->setText(tr("Poster…"));
    m_upload->setText(tr("Upload"));
    m_withOriginal->setText(tr("With the original"));
    refresh();
}

void ItemMediaView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi
