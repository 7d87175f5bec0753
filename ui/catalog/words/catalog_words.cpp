#include "ui/catalog/words/catalog_words.h"

#include <QCoreApplication>

namespace rawi {

namespace {

constexpr const char *kContext = "CatalogWords";

QList<NamedWords> fieldWords()
{
    return translatedWords(kContext, {
        {"series_id", QT_TRANSLATE_NOOP("CatalogWords", "Series")},
        {"season_number", QT_TRANSLATE_NOOP("CatalogWords", "Season")},
        {"episode_number", QT_TRANSLATE_NOOP("CatalogWords", "Episode")},
        {"air_date", QT_TRANSLATE_NOOP("CatalogWords", "Air date")},
        {"is_special", QT_TRANSLATE_NOOP("CatalogWords", "Special episode")},
        {"description_ar", QT_TRANSLATE_NOOP("CatalogWords", "Arabic description")},
        {"description_en", QT_TRANSLATE_NOOP("CatalogWords", "English description")},
        {"cover", QT_TRANSLATE_NOOP("CatalogWords", "Cover")},
        {"status", QT_TRANSLATE_NOOP("CatalogWords", "Status")},
        {"sort_key", QT_TRANSLATE_NOOP("CatalogWords", "Order")},
        {"members", QT_TRANSLATE_NOOP("CatalogWords", "Members")},
        {"restricted", QT_TRANSLATE_NOOP("CatalogWords", "Members only")},
        {"after", QT_TRANSLATE_NOOP("CatalogWords", "Episode before")},
        {"episodes", QT_TRANSLATE_NOOP("CatalogWords", "Episodes")},
    });
}

QList<NamedWords> commandWords()
{
    return translatedWords(kContext, {
        {"series.create", QT_TRANSLATE_NOOP("CatalogWords", "New series")},
        {"series.update", QT_TRANSLATE_NOOP("CatalogWords", "Edit of a series")},
        {"series.restrict", QT_TRANSLATE_NOOP("CatalogWords", "Choice of who may see a series")},
        {"series.add_cover", QT_TRANSLATE_NOOP("CatalogWords", "New cover of a series")},
        {"series.set_cover", QT_TRANSLATE_NOOP("CatalogWords", "Choice of a cover")},
        {"series.remove", QT_TRANSLATE_NOOP("CatalogWords", "Removal of a series")},
        {"episode.add", QT_TRANSLATE_NOOP("CatalogWords", "New episode")},
        {"episode.move", QT_TRANSLATE_NOOP("CatalogWords", "Move of an episode")},
        {"episode.update", QT_TRANSLATE_NOOP("CatalogWords", "Edit of an episode")},
        {"episode.remove", QT_TRANSLATE_NOOP("CatalogWords", "Removal of an episode")},
    });
}

} // namespace

FeatureWords catalogWords()
{
    FeatureWords words;
    words.fields = fieldWords();
    words.commands = commandWords();
    words.values = translatedWords(kContext, {
        {"status.ongoing", QT_TRANSLATE_NOOP("CatalogWords", "ongoing")},
        {"status.completed", QT_TRANSLATE_NOOP("CatalogWords", "completed")},
        {"status.hiatus", QT_TRANSLATE_NOOP("CatalogWords", "on hiatus")},
    });
    words.records = {
        {u"series"_s, translated(kContext, QT_TRANSLATE_NOOP("CatalogWords", "the series")), {}},
        {u"episodes"_s, translated(kContext, QT_TRANSLATE_NOOP("CatalogWords", "the episode")), {}},
    };
    words.errors = {
        {ErrorCode::StateConflict, u"episodes"_s,
         translated(kContext, QT_TRANSLATE_NOOP("CatalogWords", "The series still has episodes. Take them out of it first."))},
        {ErrorCode::AlreadyExists, u"episode_number"_s,
         translated(kContext, QT_TRANSLATE_NOOP("CatalogWords", "Another episode of this season has this number. Choose another number."))},
        {ErrorCode::InvalidArgument, u"after"_s,
         translated(kContext, QT_TRANSLATE_NOOP("CatalogWords", "An episode cannot follow itself. Choose another place for it."))},
    };
    return words;
}

} // namespace rawi
