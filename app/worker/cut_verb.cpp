#include "app/worker/cut_verb.h"

#include "app/worker/progress_line.h"
#include "app/worker/worker_start.h"
#include "core/engine/smart_cut.h"

#include <QJsonDocument>

namespace rawi {

namespace {

constexpr qsizetype kMostSources = 64;

Result<EditList> editOf(const QString &path)
{
    constexpr qint64 kMostBytes = 1 << 20;
    RAWI_ASSIGN(const SourceFile file, SourceFile::open(path));
    if (file.size() > kMostBytes) {
        return Error{ErrorCode::TooLarge, file.name(), QStringLiteral("an edit has at most 1 MiB")};
    }
    QJsonParseError wrong;
    const QJsonDocument json = QJsonDocument::fromJson(file.bytes(0, file.size()), &wrong);
    if (!json.isObject()) {
        return Error{ErrorCode::CorruptData, file.name(),
                     QStringLiteral("not a JSON object: %1 at byte %2").arg(wrong.errorString()).arg(wrong.offset)};
    }
    return EditList::fromJson(json.object());
}

Result<std::vector<CutSource>> sourcesOf(const WorkerCommand &command)
{
    std::vector<CutSource> sources;
    if (command.joins.size() >= kMostSources) {
        return Error{ErrorCode::TooLarge, QStringLiteral("--join"),
                     QStringLiteral("at most %1 films are joined").arg(kMostSources)};
    }
    RAWI_ASSIGN(SourceFile film, SourceFile::open(command.file));
    sources.push_back({{}, std::move(film)});
    for (const QString &join : command.joins) {
        const qsizetype equals = join.indexOf(QLatin1Char('='));
        const auto asset = Id<MediaAsset>::fromText(join.left(qMax<qsizetype>(0, equals)));
        if (asset.isNull()) {
            return Error{ErrorCode::InvalidArgument, QStringLiteral("--join"), QStringLiteral("expected ASSET=FILE, ASSET a UUID")};
        }
        RAWI_ASSIGN(SourceFile file, SourceFile::open(join.mid(equals + 1)));
        sources.push_back({asset, std::move(file)});
    }
    return sources;
}

QJsonObject toJson(const CutResult &result)
{
    return {{QStringLiteral("type"), QStringLiteral("done")},
            {QStringLiteral("path"), result.file.path},
            {QStringLiteral("content_type"), result.file.contentType},
            {QStringLiteral("size"), result.file.size},
            {QStringLiteral("sha256"), result.file.sha256},
            {QStringLiteral("width"), result.width},
            {QStringLiteral("height"), result.height},
            {QStringLiteral("duration_ms"), result.durationMs},
            {QStringLiteral("frames"), result.copiedFrames + result.encodedFrames},
            {QStringLiteral("copied_frames"), result.copiedFrames},
            {QStringLiteral("encoded_frames"), result.encodedFrames},
            {QStringLiteral("sound"), enumText(result.sound)},
            {QStringLiteral("reasons"), QJsonArray::fromStringList(result.reasons)},
            {QStringLiteral("left_out"), QJsonArray::fromStringList(result.leftOut)}};
}

} // namespace

Result<void> cutVerb(const WorkerCommand &command, const WorkerOutput &output)
{
    RAWI_ASSIGN(const EditList edit, editOf(command.edit));
    RAWI_ASSIGN(const std::vector<CutSource> sources, sourcesOf(command));
    RAWI_TRY(enterWorkerSandbox(command, output, sources.front().file.name(), 0));
    RAWI_ASSIGN(const CutResult result, smartCut(sources, edit, command.folder, progressTo(command, output)));
    if (command.jsonProgress || command.json) {
        output.object(toJson(result));
    }
    output.say(QStringLiteral("%1: %2 frames copied, %3 encoded").arg(result.file.path).arg(result.copiedFrames).arg(result.encodedFrames));
    return {};
}

} // namespace rawi
