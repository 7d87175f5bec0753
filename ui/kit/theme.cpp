#include "ui/kit/theme.h"

#include "core/base/literals.h"
#include "ui/kit/app_style.h"
#include "ui/kit/font_scale.h"

#include <QApplication>
#include <QFile>
#include <QRegularExpression>

static void initKitStyles()
{
    Q_INIT_RESOURCE(styles);
}

namespace rawi {

namespace {

QColor mixed(const QColor &over, const QColor &under, double share)
{
    const auto channel = [share](int a, int b) { return static_cast<int>(a * share + b * (1 - share)); };
    return QColor(channel(over.red(), under.red()), channel(over.green(), under.green()),
                  channel(over.blue(), under.blue()));
}

ThemeTokens withSoftColours(ThemeTokens tokens, double share)
{
    tokens.accentSoft = mixed(tokens.accent, tokens.panel, share);
    tokens.okSoft = mixed(tokens.ok, tokens.panel, share);
    tokens.warnSoft = mixed(tokens.warn, tokens.panel, share);
    tokens.dangerSoft = mixed(tokens.danger, tokens.panel, share);
    tokens.infoSoft = mixed(tokens.info, tokens.panel, share);
    return tokens;
}

ThemeTokens lightTokens()
{
    ThemeTokens tokens;
    tokens.window = QColor(0xf4f5f7);
    tokens.panel = QColor(0xffffff);
    tokens.raised = QColor(0xeceef2);
    tokens.field = QColor(0xfafbfc);
    tokens.line = QColor(0xdde1e8);
    tokens.edge = QColor(0x7d8696);
    tokens.text = QColor(0x171c26);
    tokens.muted = QColor(0x5d6778);
    tokens.disabled = QColor(0x8d95a3);
    tokens.accent = QColor(0x0e6f6c);
    tokens.accentText = QColor(0xffffff);
    tokens.ok = QColor(0x16794a);
    tokens.warn = QColor(0x95600a);
    tokens.danger = QColor(0xc02739);
    tokens.info = QColor(0x2b5fc0);
    tokens.scrim = QColor(10, 14, 20, 190);
    return withSoftColours(tokens, 0.12);
}

ThemeTokens darkTokens()
{
    ThemeTokens tokens;
    tokens.window = QColor(0x101317);
    tokens.panel = QColor(0x181c22);
    tokens.raised = QColor(0x242a33);
    tokens.field = QColor(0x12161b);
    tokens.line = QColor(0x2d343f);
    tokens.edge = QColor(0x6b7585);
    tokens.text = QColor(0xe9ecf1);
    tokens.muted = QColor(0x98a2b3);
    tokens.disabled = QColor(0x666f7d);
    tokens.accent = QColor(0x3cc4ba);
    tokens.accentText = QColor(0x06201e);
    tokens.ok = QColor(0x4fcf8e);
    tokens.warn = QColor(0xf0b455);
    tokens.danger = QColor(0xff7b87);
    tokens.info = QColor(0x7fa9ff);
    tokens.scrim = QColor(6, 8, 12, 200);
    return withSoftColours(tokens, 0.18);
}

QPalette paletteOf(const ThemeTokens &tokens)
{
    QPalette palette;
    palette.setColor(QPalette::Window, tokens.window);
    palette.setColor(QPalette::Base, tokens.field);
    palette.setColor(QPalette::AlternateBase, tokens.window);
    palette.setColor(QPalette::Button, tokens.raised);
    palette.setColor(QPalette::Light, tokens.raised);
    palette.setColor(QPalette::Midlight, tokens.raised);
    palette.setColor(QPalette::Mid, tokens.line);
    palette.setColor(QPalette::Dark, tokens.line);
    palette.setColor(QPalette::ToolTipBase, tokens.panel);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    palette.setColor(QPalette::Highlight, tokens.accent);
    palette.setColor(QPalette::HighlightedText, tokens.accentText);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::PlaceholderText, tokens.muted);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(role, tokens.text);
        palette.setColor(QPalette::Disabled, role, tokens.disabled);
    }
    return palette;
}

QString styleSheetOf(const ThemeTokens &tokens, ThemeMode mode)
{
    initKitStyles();
    QFile file(u":/styles/rawi.qss"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QString sheet = QString::fromUtf8(file.readAll());
    // Longer names first: @accentText before @accent.
    const std::pair<const char *, QColor> values[] = {
        {"@accentText", tokens.accentText}, {"@accentSoft", tokens.accentSoft}, {"@accent", tokens.accent},
        {"@window", tokens.window},         {"@panel", tokens.panel},           {"@raised", tokens.raised},
        {"@field", tokens.field},           {"@line", tokens.line},             {"@text", tokens.text},
        {"@muted", tokens.muted},           {"@edge", tokens.edge},             {"@disabled", tokens.disabled},
        {"@dangerSoft", tokens.dangerSoft}, {"@danger", tokens.danger},
        {"@okSoft", tokens.okSoft},         {"@ok", tokens.ok},                 {"@warnSoft", tokens.warnSoft},
        {"@warn", tokens.warn},             {"@infoSoft", tokens.infoSoft},     {"@info", tokens.info},
    };
    for (const auto &[name, colour] : values) {
        sheet.replace(QLatin1StringView(name), colour.name());
    }
    static const QRegularExpression size(u"font-size: (\\d+)px"_s);
    for (QRegularExpressionMatch found = size.match(sheet); found.hasMatch();) {
        const QString written = u"font-size: %1px"_s.arg(scaledPx(found.captured(1).toInt()));
        sheet.replace(found.capturedStart(), found.capturedLength(), written);
        found = size.match(sheet, found.capturedStart() + written.size());
    }
    return sheet.replace("@mode"_L1, mode == ThemeMode::Dark ? "dark"_L1 : "light"_L1);
}

} // namespace

const ThemeTokens &themeTokens(ThemeMode mode)
{
    static const ThemeTokens light = lightTokens();
    static const ThemeTokens dark = darkTokens();
    return mode == ThemeMode::Dark ? dark : light;
}

ThemeMode themeMode(const QPalette &palette)
{
    // Style sheets change a widget's Window and Text roles, never Link.
    const QColor link = palette.color(QPalette::Active, QPalette::Link);
    return link == themeTokens(ThemeMode::Dark).accent ? ThemeMode::Dark : ThemeMode::Light;
}

const ThemeTokens &themeTokens(const QPalette &palette)
{
    return themeTokens(themeMode(palette));
}

void applyTheme(QApplication &application, ThemeMode mode)
{
    const bool styled = application.property("rawiStyled").toBool();
    if (!styled) {
        application.setProperty("rawiStyled", true);
        application.setStyle(new AppStyle);
    }
    const ThemeTokens &tokens = themeTokens(mode);
    const QString sheet = styleSheetOf(tokens, mode);
    if (sheet == application.styleSheet()) {
        return; // every widget would be styled anew
    }
    application.setPalette(paletteOf(tokens));
    application.setStyleSheet(sheet);
}

} // namespace rawi
