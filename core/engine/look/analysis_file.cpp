#include "core/engine/look/analysis_file.h"

#include "core/engine/av/output_file.h"

#include <QDir>

namespace rawi {

QJsonObject AnalysisFile::toJson() const
{
    return {{u"type"_s, enumText(type)}, {u"name"_s, name},
            {u"path"_s, path},           {u"content_type"_s, contentType},
            {u"size"_s, size},           {u"sha256"_s, sha256},
            {u"width"_s, width},         {u"height"_s, height}};
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
