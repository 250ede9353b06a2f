"""Los formatos de la entidad: su ``formato.toml`` y los archivos que nombra, como registros."""

import tempfile
from pathlib import Path, PurePosixPath

from trytond.cache import MemoryCache
from trytond.i18n import gettext
from trytond.model import ModelSQL, ModelView, Unique, fields
from trytond.model.exceptions import ValidationError

import paac_reportes as paac
from trytond_paac.puente import fallas


class Formato(ModelSQL, ModelView):
    __name__ = "paac.formato"
    __string__ = "Formato"
    _rec_name = "codigo"
    _leidos = MemoryCache("paac.formato.leidos", context=False)

    entidad = fields.Many2One("paac.entidad", "Entidad", required=True, ondelete="CASCADE")
    codigo = fields.Char("Código", required=True, help="El mismo que dice su definición.")
    definicion = fields.Text(
        "Definición", required=True, help="Lo que va en un formato.toml (docs/formatos.md)."
    )
    archivos = fields.One2Many(
        "paac.formato.archivo", "formato", "Archivos", help="El logo, el membrete, los textos."
    )

    @classmethod
    def __setup__(cls):
        super().__setup__()
        tabla = cls.__table__()
        cls._sql_constraints.append(
            ("codigo_unico", Unique(tabla, tabla.entidad, tabla.codigo), "paac.msg_formato_unico")
        )

    @classmethod
    def validate(cls, formatos):
        super().validate(formatos)
        for formato in formatos:
            formato.comprobar()

    def comprobar(self):
        """Un error de usuario con todas las fallas de la definición."""
        with fallas.dichas(self.codigo):
            codigo = self._leer().codigo
        if codigo != self.codigo:
            raise ValidationError(
                gettext("paac.msg_codigo_distinto", codigo=self.codigo, dicho=codigo)
            )

    @classmethod
    def de(cls, entidad, codigo):
        """El formato propio de una entidad con ese código; ``None`` si no es suyo."""
        clave = (int(entidad), codigo)
        if (leido := cls._leidos.get(clave)) is not None:
            return leido
        hallados = cls.search([("entidad", "=", int(entidad)), ("codigo", "=", codigo)])
        if not hallados:
            return None
        with fallas.dichas(codigo):
            leido = hallados[0]._leer()  # noqa: SLF001 - es de esta clase
        cls._leidos.set(clave, leido)
        return leido

    @classmethod
    def opciones(cls, entidad):
        """``(código, nombre)`` de los del catálogo y de los propios de la entidad."""
        opciones = {ficha.codigo: ficha.nombre for ficha in paac.formatos_disponibles()}
        if entidad:
            propios = cls.search([("entidad", "=", int(entidad))])
            opciones |= {p.codigo: cls.de(entidad, p.codigo).nombre for p in propios}
        return [(codigo, f"{codigo} · {nombre}") for codigo, nombre in sorted(opciones.items())]

    @classmethod
    def on_modification(cls, mode, records, field_names=None):
        super().on_modification(mode, records, field_names=field_names)
        cls._leidos.clear()

    def _leer(self):
        """En una carpeta de paso, junto a los demás de la entidad: uno puede partir de otro."""
        with tempfile.TemporaryDirectory() as carpeta:
            for formato in self.search([("entidad", "=", self.entidad.id)]):
                formato._dejar_en(Path(carpeta))  # noqa: SLF001 - es de esta clase
            try:
                return paac.leer_formato(Path(carpeta, str(self.id)))
            except paac.ErrorDeFormato as error:
                # La carpeta de paso no le dice nada a quien lo escribe.
                raise paac.ErrorDeFormato(
                    paac.Falla(
                        f.codigo,
                        f.ruta.replace(f"{carpeta}/", ""),
                        f.mensaje.replace(f"{carpeta}/", ""),
                        datos=f.datos,
                    )
                    for f in error.fallas
                ) from None

    def _dejar_en(self, carpeta):
        suya = carpeta / str(self.id)
        suya.mkdir()
        (suya / "formato.toml").write_text(self.definicion, encoding="utf-8", errors="replace")
        for archivo in self.archivos:
            (suya / archivo.nombre).parent.mkdir(parents=True, exist_ok=True)
            (suya / archivo.nombre).write_bytes(archivo.contenido)


class Archivo(ModelSQL, ModelView):
    __name__ = "paac.formato.archivo"
    __string__ = "Archivo de un formato"
    _rec_name = "nombre"

    formato = fields.Many2One("paac.formato", "Formato", required=True, ondelete="CASCADE")
    nombre = fields.Char("Nombre", required=True, help="Como lo nombra la definición: logo.png.")
    contenido = fields.Binary("Contenido", required=True, filename="nombre")

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.__access__.add("formato")
        tabla = cls.__table__()
        cls._sql_constraints.append(
            ("nombre_unico", Unique(tabla, tabla.formato, tabla.nombre), "paac.msg_archivo_unico")
        )

    @classmethod
    def validate(cls, archivos):
        super().validate(archivos)
        for archivo in archivos:
            ruta = PurePosixPath(archivo.nombre)
            sale = ruta.is_absolute() or ".." in ruta.parts or "\\" in archivo.nombre
            if sale or "\0" in archivo.nombre or ruta.name in {"", "formato.toml"}:
                raise ValidationError(gettext("paac.msg_nombre_de_archivo", nombre=archivo.nombre))

    @classmethod
    def on_modification(cls, mode, records, field_names=None):
        super().on_modification(mode, records, field_names=field_names)
        Formato._leidos.clear()  # noqa: SLF001 - la misma reserva
        if mode != "delete":
            for formato in {archivo.formato for archivo in records}:
                formato.comprobar()
