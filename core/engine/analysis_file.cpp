#include "core/engine/analysis_file.h"

#include "core/engine/output_file.h"

#include <QDir>

namespace rawi {

QJsonObject AnalysisFile::toJson() const
{
    return {{QStringLiteral("type"), enumText(type)}, {QStringLiteral("name"), name},
            {QStringLiteral("path"), path},           {QStringLiteral("content_type"), contentType},
            {QStringLiteral("size"), size},           {QStringLiteral("sha256"), sha256},
            {QStringLiteral("width"), width},         {QStringLiteral("height"), height}};
}

QJsonArray toJson(const QList<AnalysisFile> &files)
{
    QJsonArray out;
    for (const AnalysisFile &file : files) {
        out.append(file.toJson());
    }
    return out;
}

Result<AnalysisFile> writeAnalysisFile(const QString &folder, const QString &fileName, const QByteArray &bytes,
                                       AnalysisFile file)
{
    file.path = QDir(folder).absoluteFilePath(fileName);
    file.size = bytes.size();
    RAWI_TRY(writeFileSafely(file.path, bytes));
    RAWI_ASSIGN(file.sha256, fileSha256(file.path));
    return file;
}

} // namespace rawi
