#include "app/worker/cut_verb.h"

#include "app/worker/progress_line.h"
#include "app/worker/worker_start.h"
#include "core/engine/cut/smart_cut.h"
#include "core/media/worker_lines.h"

#include <QJsonDocument>

namespace rawi {

namespace {

constexpr qsizetype kMostSources = 64;

Result<EditList> editOf(const QString &path)
{
    constexpr qint64 kMostBytes = 1 << 20;
    RAWI_ASSIGN(const SourceFile file, SourceFile::open(path));
    if (file.size() > kMostBytes) {
        return Error{ErrorCode::TooLarge, file.name(), u"an edit has at most 1 MiB"_s};
    }
    QJsonParseError wrong;
    const QJsonDocument json = QJsonDocument::fromJson(file.bytes(0, file.size()), &wrong);
    if (!json.isObject()) {
        return Error{ErrorCode::CorruptData, file.name(),
                     u"not a JSON object: %1 at byte %2"_s.arg(wrong.errorString()).arg(wrong.offset)};
    }
    return EditList::fromJson(json.object());
}

Result<std::vector<CutSource>> sourcesOf(const WorkerCommand &command)
{
    std::vector<CutSource> sources;
    if (command.joins.size() >= kMostSources) {
        return Error{ErrorCode::TooLarge, u"--join"_s, u"at most %1 films are joined"_s.arg(kMostSources), SubjectKind::Field};
    }
    RAWI_ASSIGN(SourceFile film, SourceFile::open(command.file));
    sources.push_back({{}, std::move(film)});
    for (const QString &join : command.joins) {
        const qsizetype equals = join.indexOf(QLatin1Char('='));
        const auto asset = Id<MediaAsset>::fromText(join.first(qMax<qsizetype>(0, equals)));
        if (asset.isNull()) {
            return Error{ErrorCode::InvalidArgument, u"--join"_s, u"expected ASSET=FILE, ASSET a UUID"_s};
        }
        RAWI_ASSIGN(SourceFile file, SourceFile::open(join.mid(equals + 1)));
        sources.push_back({asset, std::move(file)});
    }
    return sources;
}

} // namespace

Result<void> cutVerb(const WorkerCommand &command, const WorkerOutput &output)
{
    RAWI_ASSIGN(const EditList edit, editOf(command.edit));
    RAWI_ASSIGN(const std::vector<CutSource> sources, sourcesOf(command));
    RAWI_TRY(enterWorkerSandbox(command, output, sources.front().file.name(), 0));
    RAWI_ASSIGN(const CutResult result, smartCut(sources, edit, command.folder, progressTo(command, output)));
    if (command.jsonProgress || command.json) {
        output.object(workerLine(WorkerLine::Done, toJson(result)));
    }
    output.say(u"%1: %2 frames copied, %3 encoded"_s.arg(result.path)
                   .arg(result.copiedFrames)
                   .arg(result.encodedFrames));
    return {};
}

} // namespace rawi
