#include "ui/kit/language.h"

#include "core/base/literals.h"
#include "ui/kit/accessible_text.h"
#include "ui/kit/font_scale.h"

#include <QApplication>
#include <QFontDatabase>
#include <QLibraryInfo>
#include <QLocale>
#include <QPixmapCache>
#include <QWidget>

namespace rawi {

namespace {

QLocale localeOf(Language language, DigitShape digits)
{
    if (language == Language::English) {
        return QLocale(QLocale::English, QLocale::UnitedKingdom);
    }
    // CLDR: the Emirates write Arabic with Latin digits, Egypt with Arabic-Indic ones.
    return digits == DigitShape::Latin ? QLocale(QLocale::Arabic, QLocale::UnitedArabEmirates)
                                       : QLocale(QLocale::Arabic, QLocale::Egypt);
}

// Noto Sans Arabic UI keeps rows at 19 px where the plain face bloats them to 29.
QFont deskFont()
{
    const QStringList installed = QFontDatabase::families();
    QStringList families;
    for (const char *name : {"Inter", "IBM Plex Sans Arabic", "Noto Sans Arabic UI", "Noto Sans Arabic", "Noto Sans"}) {
        if (installed.contains(QLatin1StringView(name))) {
            families.append(QLatin1StringView(name));
        }
    }
    QFont font;
    if (!families.isEmpty()) {
        font.setFamilies(families);
    }
    font.setPixelSize(scaledPx(13));
    return font;
}

} // namespace

LanguageSwitch::LanguageSwitch(QApplication &application, QObject *parent)
    : QObject(parent)
    , m_application(application)
{
    describeToScreenReaders();
    QApplication::setFont(deskFont());
}

void LanguageSwitch::setLanguage(Language language, DigitShape digits)
{
    m_language = language;
    m_digits = digits;
    const QLocale locale = localeOf(language, digits);
    QLocale::setDefault(locale);
    const QString suffix = code(language);

    m_application.removeTranslator(&m_qtWords);
    if (m_qtWords.load(u"qtbase_"_s + suffix, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        m_application.installTranslator(&m_qtWords);
    }
    m_application.removeTranslator(&m_words);
    if (m_words.load(u":/i18n/rawi_%1.qm"_s.arg(suffix))) {
        m_application.installTranslator(&m_words);
    }

    QPixmapCache::clear();
    QApplication::setLayoutDirection(locale.textDirection());
    // QLocale::setDefault does not reach widgets that exist already.
    for (QWidget *window : QApplication::topLevelWidgets()) {
        window->setLocale(locale);
    }
    Q_EMIT languageChanged();
}

QString LanguageSwitch::code(Language language)
{
    return language == Language::Arabic ? u"ar"_s : u"en"_s;
}

Language LanguageSwitch::fromCode(const QString &code)
{
    return code == "ar"_L1 ? Language::Arabic : Language::English;
}

Language LanguageSwitch::systemLanguage()
{
    return QLocale::system().language() == QLocale::Arabic ? Language::Arabic : Language::English;
}

} // namespace rawi
