#ifndef CPANGOCAIRO_SHIM_H
#define CPANGOCAIRO_SHIM_H
#include <cairo-pdf.h>
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

// Macros and generics that the Swift importer leaves out.
static inline int pc_pango_scale(void) { return PANGO_SCALE; }
static inline void pc_object_unref(void *object) { g_object_unref(object); }
#endif
