#pragma once

#include "core/text/digits.h"

#include <QObject>
#include <QTranslator>

class QApplication;

namespace rawi {

enum class Language { Arabic, English };

// The language of the desk: translators, locale, direction, fonts. Switches while windows are open; each widget
// then gets QEvent::LanguageChange. One for the application, made in main(); GUI thread.
class LanguageSwitch : public QObject {
    Q_OBJECT

public:
    explicit LanguageSwitch(QApplication &application, QObject *parent = nullptr);

    Language language() const { return m_language; }
    DigitShape digits() const { return m_digits; }
    // Arabic with Arabic-Indic digits unless Latin ones are asked for; English always has Latin ones.
    void setLanguage(Language language, DigitShape digits = DigitShape::ArabicIndic);
    // "ar" or "en", for settings; anything else is read as English.
    static QString code(Language language);
    static Language fromCode(const QString &code);
    // The language this machine is set to.
    static Language systemLanguage();

Q_SIGNALS:
    void languageChanged();

private:
    QApplication &m_application;
    QTranslator m_words;
    QTranslator m_qtWords;
    Language m_language = Language::English;
    DigitShape m_digits = DigitShape::ArabicIndic;
};

} // namespace rawi
