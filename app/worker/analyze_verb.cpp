#include "app/worker/analyze_verb.h"

#include "app/worker/worker_start.h"
#include "core/engine/look/analysis_file.h"
#include "core/engine/look/quality_pass.h"

#include <QJsonDocument>

#include <cstdio>

namespace rawi {

Result<void> analyzeVerb(const WorkerCommand &command, const WorkerOutput &output)
{
    constexpr int kSeconds = 3600; // looking at the picture ends by itself after twenty minutes
    RAWI_ASSIGN(const SourceFile source, openForWork(command, output, kSeconds));
    RAWI_ASSIGN(const QualityReport report, command.soundOnly ? analyzeMedia(source, 0) : analyzeMedia(source));
    QJsonObject object = report.toJson();
    if (!command.folder.isEmpty()) {
        MadeVariant file;
        file.type = VariantType::Report;
        file.name = u"report"_s;
        file.contentType = u"application/json"_s;
        const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
        RAWI_ASSIGN(const MadeVariant written, writeAnalysisFile(command.folder, u"report.json"_s, text, file));
        object.insert(u"files"_s, toJson(AnalysisResult{{written}}).value("files"_L1));
    }
    if (command.json) {
        output.object(object);
    } else {
        std::fputs(QJsonDocument(object).toJson().constData(), stdout);
    }
    return {};
}

} // namespace rawi
