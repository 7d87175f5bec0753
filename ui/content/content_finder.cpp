#include "ui/content/content_finder.h"

#include "core/content/content_item.h"
#include "ui/content/library_view.h"
#include "ui/kit/icons.h"
#include "ui/text/names_text.h"

namespace rawi {

namespace {

constexpr int kItemsShown = 8;

} // namespace

ContentFinder::ContentFinder(Workbench &workbench, QObject *parent)
    : PaletteFinder(parent)
    , m_workbench(workbench)
    , m_job(workbench.desk().replica().opener())
{
    connect(&m_job, &ContentQueryJob::found, this, &ContentFinder::tell);
}

void ContentFinder::find(const QString &text)
{
    ContentQuery query;
    query.text = text;
    m_job.run(query);
}

void ContentFinder::tell(const ContentQuery &query, const QList<QUuid> &ids)
{
    const auto rows = m_workbench.desk().replica().rowsByIds(recordInfo<ContentItem>(), ids.mid(0, kItemsShown));
    if (!rows) {
        return;
    }
    QList<PaletteHit> hits;
    for (const QJsonObject &row : *rows) {
        const auto item = fromJson<ContentItem>(row);
        hits.append({icon(Icon::Film), titleText(item.titleAr, item.titleEn), contentStateText(item.state),
                     [this, id = item.id.uuid()] {
                         m_workbench.showItem(id);
                         if (auto *library = m_workbench.part<LibraryView>()) {
                             library->setFocus(); // the arrows go on from the item, and Enter edits it
                         }
                     }});
    }
    Q_EMIT found(query.text, hits);
}

} // namespace rawi
