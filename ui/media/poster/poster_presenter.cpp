#include "ui/media/poster/poster_presenter.h"

#include "core/replica/row_watch.h"

#include <QDir>
#include <QFileInfo>
#include <QMap>
#include <QUndoStack>

#include <utility>

namespace rawi {

namespace {

// What is seen of pictures, by their names, wherever they lie.
QMap<QString, QString> contentsOf(const QList<MadeVariant> &pictures)
{
    QMap<QString, QString> contents;
    for (const MadeVariant &one : pictures) {
        contents.insert(one.name, one.sha256);
    }
    return contents;
}

} // namespace

// One choice that was made: back to the pictures before it, and to its own.
class PosterStep final : public QUndoCommand {
public:
    PosterStep(PosterPresenter &presenter, const Id<MediaAsset> &asset, const QList<MadeVariant> &before, const QList<MadeVariant> &after)
        : QUndoCommand(PosterPresenter::tr("Choose the poster"))
        , m_presenter(presenter)
        , m_asset(asset)
        , m_before(before)
        , m_after(after)
    {
    }

    void redo() override
    {
        // Pushed after it was made: only a redo after an undo puts it.
        if (std::exchange(m_pushed, true)) {
            m_presenter.put(m_asset, m_before, m_after);
        }
    }
    void undo() override { m_presenter.put(m_asset, m_after, m_before); }

private:
    PosterPresenter &m_presenter;
    Id<MediaAsset> m_asset;
    QList<MadeVariant> m_before;
    QList<MadeVariant> m_after;
    bool m_pushed = false;
};

PosterPresenter::PosterPresenter(Desk &desk, QUndoStack &undo, QObject *parent)
    : QObject(parent), m_desk(desk), m_undo(undo)
{
    connect(&desk.intake(), &MediaIntake::picturesReady, this,
            [this](const QUuid &asset, const Error &error) { onPictures(Id<MediaAsset>(asset), error); });
    new RowWatch(desk.replica(), {recordInfo<MediaAsset>().name}, this, [this] { Q_EMIT filmsChanged(); });
}

bool PosterPresenter::isHere(const Id<MediaAsset> &asset) const
{
    const auto record = m_desk.replica().find(asset);
    return !record.ok() || record->has_value(); // what cannot be read is not known to be gone
}

QList<PosterFrame> PosterPresenter::offered(const Id<MediaAsset> &asset) const
{
    return offeredPosters(m_desk.localMedia(), asset);
}

void PosterPresenter::choose(const Id<MediaAsset> &asset, qint64 atMs, const QImage &shown)
{
    if (isBusy(asset)) {
        return;
    }
    if (const auto begun = begin(asset, atMs, shown); !begun.ok()) {
        m_before.remove(asset);
        Q_EMIT failed(begun.error());
    }
}

void PosterPresenter::chooseFile(const Id<MediaAsset> &asset, const QString &path)
{
    if (isBusy(asset)) {
        return;
    }
    if (const auto begun = beginFile(asset, path); !begun.ok()) {
        m_before.remove(asset);
        Q_EMIT failed(begun.error());
    }
}

Result<void> PosterPresenter::beginFile(const Id<MediaAsset> &asset, const QString &path)
{
    RAWI_ASSIGN(const QList<MadeVariant> before, presentPictures(m_desk.replica(), m_desk.localMedia(), asset));
    m_before.insert(asset, before);
    return m_desk.intake().choosePosterPicture(asset, path);
}

Result<void> PosterPresenter::begin(const Id<MediaAsset> &asset, qint64 atMs, const QImage &shown)
{
    RAWI_ASSIGN(const QList<MadeVariant> before, presentPictures(m_desk.replica(), m_desk.localMedia(), asset));
    RAWI_ASSIGN(const std::optional<LocalFile> original, m_desk.localMedia().find(asset, u"original"_s));
    m_before.insert(asset, before);
    if (shown.isNull() || (original && QFileInfo::exists(original->path))) {
        return m_desk.intake().choosePoster(asset, atMs);
    }
    constexpr int kUncompressed = 100; // it is read once, by the worker, and it is this thread that writes it
    const QString path = shownPath(asset);
    if (!QDir().mkpath(QFileInfo(path).path()) || !shown.save(path, "PNG", kUncompressed)) {
        return Error{ErrorCode::IoError, path, u"the picture cannot be written"_s};
    }
    return m_desk.intake().choosePosterPicture(asset, path);
}

QString PosterPresenter::shownPath(const Id<MediaAsset> &asset) const
{
    return u"%1/%2/shown.png"_s.arg(m_desk.cacheDirectory(), asset.text());
}

void PosterPresenter::onPictures(const Id<MediaAsset> &asset, const Error &error)
{
    if (!isBusy(asset)) {
        return;
    }
    const QList<MadeVariant> before = m_before.take(asset);
    QFile::remove(shownPath(asset));
    if (error != Error{}) {
        Q_EMIT failed(error);
        return;
    }
    const auto after = presentPictures(m_desk.replica(), m_desk.localMedia(), asset);
    m_last.insert(asset, {before, after.ok() ? *after : QList<MadeVariant>()});
    if (after.ok() && !before.isEmpty() && *after != before) {
        m_undo.push(new PosterStep(*this, asset, before, *after));
    }
    Q_EMIT chosen(asset.uuid());
}

void PosterPresenter::takeBack(const QUuid &asset)
{
    const auto [before, after] = m_last.value(Id<MediaAsset>(asset));
    put(Id<MediaAsset>(asset), after, before);
}

bool PosterPresenter::canTakeBack(const QUuid &asset) const
{
    const auto now = presentPictures(m_desk.replica(), m_desk.localMedia(), Id<MediaAsset>(asset));
    return now.ok() && contentsOf(*now) == contentsOf(m_last.value(Id<MediaAsset>(asset)).second);
}

void PosterPresenter::put(const Id<MediaAsset> &asset, const QList<MadeVariant> &from, const QList<MadeVariant> &to)
{
    const auto now = presentPictures(m_desk.replica(), m_desk.localMedia(), asset);
    if (now.ok() && contentsOf(*now) != contentsOf(from)) {
        Q_EMIT failed({ErrorCode::RevisionConflict, recordInfo<MediaAsset>().name + u'/' + asset.text(), u"it has other pictures now"_s});
    } else if (const auto done = m_desk.intake().putPictures(asset, to); !done.ok()) {
        Q_EMIT failed(done.error());
    }
}

} // namespace rawi
