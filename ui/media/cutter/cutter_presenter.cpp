#include "ui/media/cutter/cutter_presenter.h"

#include "core/replica/kept_commands.h"
#include "core/replica/row_watch.h"
#include "core/text/truncate.h"

#include <QFileInfo>

#include <algorithm>

namespace rawi {

// One change of the edit: the list before and after it.
class CutterCommand : public QUndoCommand {
public:
    CutterCommand(CutterPresenter &presenter, const QString &text, const EditList &after, qsizetype selected) :
        QUndoCommand(text), m_presenter(presenter), m_before(presenter.list()), m_after(after),
        m_selectedBefore(presenter.selected()), m_selectedAfter(selected)
    {
    }
    void undo() override { m_presenter.show(m_before, m_selectedBefore); }
    void redo() override { m_presenter.show(m_after, m_selectedAfter); }

private:
    CutterPresenter &m_presenter;
    EditList m_before;
    EditList m_after;
    qsizetype m_selectedBefore;
    qsizetype m_selectedAfter;
};

CutterPresenter::CutterPresenter(Desk &desk, QObject *parent) : QObject(parent), m_desk(desk)
{
    connect(&m_undo, &QUndoStack::cleanChanged, this, &CutterPresenter::savedChanged);
    new RowWatch(desk.replica(), {recordInfo<MediaAsset>().name}, this, [this] { leaveIfLost(); });
}

Result<void> CutterPresenter::load(const Id<MediaAsset> &asset)
{
    const bool own = asset.isNull();
    if (m_sources.count(asset.uuid()) == 0) {
        RAWI_ASSIGN(m_sources[asset.uuid()], loadCutterSource(m_desk, own ? m_asset : asset));
    }
    return {};
}

Result<void> CutterPresenter::open(const Id<MediaAsset> &asset)
{
    m_asset = asset;
    m_sources.clear();
    m_kept.reset();
    m_undo.clear();
    RAWI_TRY(load({}));
    m_list = EditList::whole(m_sources.at(QUuid()).durationUs);
    RAWI_ASSIGN(const QList<MediaEdit> kept, m_desk.replica().where<MediaEdit>("asset_id", asset.text()));
    for (const MediaEdit &edit : kept) {
        if (!m_kept || m_kept->updatedAt < edit.updatedAt) {
            m_kept = edit;
        }
    }
    if (m_kept) {
        RAWI_ASSIGN(const EditList list, EditList::fromJson(m_kept->edits));
        for (const EditRange &range : list.ranges()) {
            RAWI_TRY(load(range.asset));
        }
        m_list = list;
    }
    m_playhead = 0;
    m_in.reset();
    m_out.reset();
    m_selected = -1;
    Q_EMIT changed();
    Q_EMIT playheadChanged(0);
    return {};
}

const CutterSource &CutterPresenter::sourceOf(qsizetype range) const
{
    static const CutterSource kNone;
    const bool known = range >= 0 && range < m_list.ranges().size();
    const auto found = m_sources.find(known ? m_list.ranges().at(range).asset.uuid() : QUuid());
    return found == m_sources.end() ? kNone : found->second;
}

// The frame that begins nearest to an edited moment, never the end itself.
qint64 CutterPresenter::onFrame(qint64 editedUs) const
{
    if (m_list.isEmpty()) {
        return 0;
    }
    const qint64 within = qBound<qint64>(0, editedUs, m_list.lengthUs() - 1);
    const EditList::Place place = *m_list.placeAt(within);
    const EditRange &range = m_list.ranges().at(place.range);
    const CutterSource &source = sourceOf(place.range);
    qint64 frame = source.snapped(place.sourceUs);
    if (frame >= range.toUs) {
        const bool last = place.range + 1 == m_list.ranges().size();
        frame = last ? source.snapped(range.toUs - source.frameUs()) : range.toUs;
    }
    return m_list.startOf(place.range) + qMax(range.fromUs, frame) - range.fromUs;
}

void CutterPresenter::setPlayhead(qint64 editedUs)
{
    const qint64 frame = onFrame(editedUs);
    if (frame != m_playhead) {
        m_playhead = frame;
        Q_EMIT playheadChanged(frame);
    }
}

void CutterPresenter::step(int frames)
{
    const auto place = m_list.placeAt(m_playhead);
    const qint64 length = sourceOf(place ? place->range : -1).frameUs();
    setPlayhead(m_playhead + frames * length);
}

void CutterPresenter::toCut(int direction)
{
    qint64 target = direction > 0 ? m_list.lengthUs() : 0;
    for (qsizetype i = 0; i < m_list.ranges().size(); ++i) {
        const qint64 start = m_list.startOf(i);
        if (direction > 0 ? start > m_playhead && start < target : start < m_playhead && start > target) {
            target = start;
        }
    }
    setPlayhead(target);
}

void CutterPresenter::setMarkIn()
{
    m_in = m_playhead;
    if (m_out && *m_out <= *m_in) {
        m_out.reset();
    }
    Q_EMIT changed();
}

void CutterPresenter::setMarkOut()
{
    const auto place = m_list.placeAt(m_playhead);
    const qint64 end = place ? m_list.startOf(place->range + 1) : 0;
    const qint64 next = m_playhead + sourceOf(place ? place->range : -1).frameUs();
    // The frame under the playhead is the last one: the mark stands behind it, on the next frame's beginning.
    m_out = next >= end ? end : onFrame(next);
    if (m_in && *m_in >= *m_out) {
        m_in.reset();
    }
    Q_EMIT changed();
}

void CutterPresenter::clearMarks()
{
    m_in.reset();
    m_out.reset();
    Q_EMIT changed();
}

void CutterPresenter::select(qsizetype range)
{
    const qsizetype wanted = range >= 0 && range < m_list.ranges().size() ? range : -1;
    if (wanted != m_selected) {
        m_selected = wanted;
        Q_EMIT changed();
    }
}

void CutterPresenter::apply(const QString &text, const EditList &list, qsizetype selected)
{
    if (list != m_list && list.check().ok()) {
        m_undo.push(new CutterCommand(*this, text, list, selected));
    }
}

void CutterPresenter::show(const EditList &list, qsizetype selected)
{
    m_list = list;
    m_selected = selected < list.ranges().size() ? selected : -1;
    m_in.reset();
    m_out.reset();
    Q_EMIT changed();
    const qint64 frame = onFrame(m_playhead);
    m_playhead = frame;
    Q_EMIT playheadChanged(frame);
}

void CutterPresenter::split()
{
    const EditList list = m_list.splitAt(m_playhead);
    const auto place = list.placeAt(m_playhead);
    apply(tr("Split"), list, place ? place->range : -1);
}

void CutterPresenter::remove()
{
    if (hasMarks()) {
        const qint64 at = *m_in;
        apply(tr("Remove what is marked"), m_list.without(at, *m_out), -1);
        setPlayhead(at);
    } else if (m_selected >= 0) {
        const qint64 at = m_list.startOf(m_selected);
        apply(tr("Remove a range"), m_list.without(at, m_list.startOf(m_selected + 1)), -1);
        setPlayhead(at);
    }
}

void CutterPresenter::keepOnly()
{
    if (hasMarks()) {
        apply(tr("Keep only what is marked"), m_list.keptOnly(*m_in, *m_out), -1);
        setPlayhead(0);
    }
}

void CutterPresenter::moveSelected(int by)
{
    const qsizetype to = m_selected + by;
    if (m_selected >= 0 && to >= 0 && to < m_list.ranges().size()) {
        apply(tr("Move a range"), m_list.moved(m_selected, to), to);
    }
}

EditRange CutterPresenter::trimmedRange(qsizetype range, qint64 fromUs, qint64 toUs) const
{
    const CutterSource &source = sourceOf(range);
    EditRange wanted = m_list.ranges().value(range);
    const qint64 least = source.frameUs();
    if (fromUs != wanted.fromUs) {
        wanted.fromUs = source.snapped(qBound<qint64>(0, fromUs, qMax<qint64>(0, wanted.toUs - least)));
    }
    if (toUs != wanted.toUs) {
        wanted.toUs = qMax(source.snapped(toUs), source.snapped(wanted.fromUs + least));
    }
    return wanted;
}

void CutterPresenter::trim(qsizetype range, qint64 fromUs, qint64 toUs)
{
    if (range < 0 || range >= m_list.ranges().size()) {
        return;
    }
    const EditRange wanted = trimmedRange(range, fromUs, toUs);
    apply(tr("Trim"), m_list.trimmed(range, wanted.fromUs, wanted.toUs), range);
}

Result<void> CutterPresenter::join(const Id<MediaAsset> &asset)
{
    const Id<MediaAsset> joined = asset == m_asset ? Id<MediaAsset>() : asset;
    RAWI_TRY(load(joined));
    const CutterSource &source = m_sources.at(joined.uuid());
    if (source.hasPicture != sourceOf(-1).hasPicture) {
        return Error{ErrorCode::MediaUnsupported, source.name, u"sound and moving pictures are not joined"_s};
    }
    const EditList list = m_list.inserted(m_list.lengthUs(), {{0, source.durationUs, joined}});
    RAWI_TRY(list.check());
    apply(tr("Join a file"), list, list.ranges().size() - 1);
    return {};
}

QString CutterPresenter::editName() const
{
    return truncated(QFileInfo(sourceOf(-1).name).completeBaseName(), 200);
}

Result<void> CutterPresenter::keepUnsaved()
{
    if (isSaved()) {
        return {};
    }
    const QJsonObject edits = m_list.toJson();
    const QUuid record = m_kept ? m_kept->id.uuid() : m_asset.uuid();
    RAWI_TRY(keepTyped(m_desk.replica(), record, m_kept ? u"edit.update"_s : u"edit.create"_s,
                       m_kept ? QJsonObject{{u"id"_s, m_kept->id.text()}, {u"edits"_s, edits}}
                              : QJsonObject{{u"asset_id"_s, m_asset.text()}, {u"name"_s, editName()}, {u"edits"_s, edits}},
                       m_desk.clock().nowMs()));
    m_undo.setClean();
    return {};
}

void CutterPresenter::leaveIfLost()
{
    const auto isHere = [this](const Id<MediaAsset> &asset) {
        const auto record = m_desk.replica().find(asset);
        return !record.ok() || record->has_value(); // what cannot be read is not known to be gone
    };
    const bool whole = std::all_of(m_sources.cbegin(), m_sources.cend(), [&](const auto &source) {
        return isHere(source.first.isNull() ? m_asset : Id<MediaAsset>(source.first));
    });
    if (m_isLost || whole) {
        return;
    }
    const bool unsaved = !isSaved();
    if (const auto kept = keepUnsaved(); !kept.ok()) {
        Q_EMIT failed(kept.error());
        return;
    }
    m_isLost = true;
    Q_EMIT lost(unsaved);
}

Result<void> CutterPresenter::save()
{
    RAWI_TRY(m_list.check());
    const QJsonObject edits = m_list.toJson();
    if (!m_kept) {
        const QJsonObject args{{u"asset_id"_s, m_asset.text()}, {u"name"_s, editName()}, {u"edits"_s, edits}};
        RAWI_ASSIGN(const Receipt receipt, m_desk.execute(u"edit.create"_s, args));
        const auto id = Id<MediaEdit>::fromText(receipt.result.value("id"_L1).toString());
        RAWI_ASSIGN(m_kept, m_desk.replica().find(id));
    } else if (m_kept->edits != edits) {
        RAWI_TRY(m_desk.execute(u"edit.update"_s, {{u"id"_s, m_kept->id.text()}, {u"edits"_s, edits}},
                                {{u"edits"_s, m_kept->edits}}));
        m_kept->edits = edits;
    }
    m_undo.setClean();
    return {};
}

Result<QUuid> CutterPresenter::makeCut()
{
    RAWI_TRY(save());
    return m_desk.encodes().enqueueCut(m_asset, m_list.merged());
}

QUuid CutterPresenter::openCut() const
{
    const QList<EncodeJob> jobs = m_desk.encodes().jobs();
    const auto found = std::find_if(jobs.cbegin(), jobs.cend(), [this](const EncodeJob &job) {
        return job.kind == EncodeKind::Cut && job.assetId == m_asset && job.isOpen();
    });
    return found == jobs.cend() ? QUuid() : found->id;
}

} // namespace rawi
