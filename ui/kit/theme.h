#pragma once

#include <QColor>
#include <QPalette>

class QApplication;

namespace rawi {

enum class ThemeMode { Light, Dark };

// The colours of a theme. Widgets that paint themselves take them with themeTokens(palette()).
struct ThemeTokens {
    QColor window;     // behind everything
    QColor panel;      // cards, rails, bars
    QColor raised;     // buttons, hovered rows
    QColor field;      // what is typed into
    QColor line;       // between parts
    QColor edge;       // around what is pressed or typed into: 3:1 on all of the above
    QColor text;
    QColor muted;      // secondary text
    QColor disabled;   // text of what cannot be used now
    QColor accent;
    QColor accentText; // on accent
    QColor accentSoft; // behind what is selected
    QColor ok;
    QColor okSoft;
    QColor warn;
    QColor warnSoft;
    QColor danger;
    QColor dangerSoft;
    QColor info;
    QColor infoSoft;
    QColor scrim;      // behind text on a picture
};

const ThemeTokens &themeTokens(ThemeMode mode);
ThemeMode themeMode(const QPalette &palette);
const ThemeTokens &themeTokens(const QPalette &palette);

// Installs the house style once and gives the application the palette and style sheet of the mode; works while
// windows are open.
void applyTheme(QApplication &application, ThemeMode mode);

} // namespace rawi
