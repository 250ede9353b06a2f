"""Lo que el tema dice por su cuenta, en español."""

from gettext import NullTranslations

from sphinx.application import Sphinx

_DICHOS = {
    "Back to top": "Volver arriba",
    "Skip to content": "Ir al contenido",
    "Made with": "Hecho con ",
    "Link to this definition": "Enlace a esta definición",
    "Link to this heading": "Enlace a este título",
    "Link to this image": "Enlace a esta imagen",
    "Link to this table": "Enlace a esta tabla",
    "On this page": "En esta página",
    "Home": "Inicio",
    "Next": "Siguiente",
    "Previous": "Anterior",
}


class _DelTema(NullTranslations):
    def gettext(self, message: str) -> str:
        return _DICHOS.get(message.strip(), message)


def setup(app: Sphinx) -> dict[str, bool]:
    """Lo que el catálogo de Sphinx no trae se busca aquí."""
    app.translator.add_fallback(_DelTema())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
