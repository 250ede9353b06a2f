"""El certificado de un archivo verificado, que además es una página: Word o PDF."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes import clases
from paac_reportes.api.pedidos import reporte
from paac_reportes.api.reportes import Reporte
from paac_reportes.cuadros import en_miles
from paac_reportes.errores import Aviso, Falla
from paac_reportes.prueba import certificado as de_prueba
from paac_reportes.sistema import nombre_de
from paac_reportes.textos.frases import con_mayuscula
from paac_reportes.textos.valores import fecha_larga

if TYPE_CHECKING:
    from datetime import date

FORMATO_DEL_CERTIFICADO = "certificado-de-verificacion"


@clases.frozen(kw_only=True)
class Certificado(de_prueba.Certificado):
    """Certificado de un archivo: si es el que se emitió, según un acta o según sus datos."""

    def reporte(self) -> Reporte:
        """La página que lo dice, con el formato ``certificado-de-verificacion``.

        Con el NIT y el escudo de la entidad, si se verificó contra sus datos; con un acta sola, que
        no los trae, sin ellos.

        ```python
        certificado = paac.verificar("informe.docx", acta="informe.acta.json")
        certificado.reporte().guardar("certificado.pdf", "certificado.docx")
        ```
        """
        from paac_reportes.formatos.lectura.catalogo import formato_aparte
        from paac_reportes.modelo import Entidad

        entidad = self.duena or Entidad(nombre=self.entidad or "Archivo verificado")
        formato = formato_aparte(FORMATO_DEL_CERTIFICADO)
        filas = {"verificado": [*self._verificado()], "diferencias": [*self._en_que_difiere()]}
        if not filas["diferencias"]:  # una tabla sin filas no dice que no haya ninguna
            del filas["diferencias"]
            tablas = {clave: tabla for clave, tabla in formato.tablas.items() if clave in filas}
            formato = attrs.evolve(formato, cuerpo=formato.cuerpo[:-1], tablas=tablas)
        return reporte(entidad, formato, filas=filas)

    def _verificado(self) -> Iterator[dict[str, str]]:
        """Filas ``{"dato", "valor"}`` de la página: qué se verificó, y con qué."""
        renglones = {
            "Veredicto": con_mayuscula(f"{self.dice}."),
            "Por qué": " ".join(con_mayuscula(f"{motivo}.") for motivo in self.motivos),
            "Entidad": self.entidad,
            "Vigencia": self.vigencia and str(self.vigencia),
            "Formato": self.formato and f"{self.formato}, versión {self.version_del_formato}",
            "Corte": _dia(self.corte),
            "Acta": self.constancia
            and f"{nombre_de(self.constancia.acta)}, como {self.constancia.emitido_como}",
            "Verificado el": _dia(self.fecha),
            "Huella del archivo (sha256)": self.sha256_del_archivo,
            "Huella de los datos (sha256)": self.sha256_de_los_datos,
            "Verificado con": f"paac-reportes {self.version}",
        }
        for dato, valor in renglones.items():
            if valor:
                yield {"dato": dato, "valor": valor}

    def _en_que_difiere(self) -> Iterator[dict[str, Any]]:
        """Filas de la página con las primeras diferencias, y cuántas más hay."""
        diferencias = self.diferencias or ()
        for d in diferencias[:_EN_LA_PAGINA]:
            yield {"lugar": d.lugar, "esperado": d.esperado, "hallado": d.hallado}
        if demas := diferencias[_EN_LA_PAGINA:]:
            yield {"lugar": f"y {en_miles(len(demas))} más; están todas en el JSON"}


_EN_LA_PAGINA = 200
"""Las diferencias que el certificado muestra; en un documento que es otro, son miles."""


def _dia(fecha: "date | None") -> str | None:
    return None if fecha is None else fecha_larga(fecha)


def en_papel(certificado: de_prueba.Certificado) -> Certificado:
    """El mismo certificado, en la clase que sabe hacerse página."""
    campos = attrs.fields(de_prueba.Certificado)
    return Certificado(**{campo.name: getattr(certificado, campo.name) for campo in campos})


@clases.frozen(kw_only=True)
class Verificado:
    """Resultado de un archivo, entre varios: su certificado o, si no lo hay, por qué."""

    archivo: str
    certificado: Certificado | None = None
    fallas: tuple[Falla, ...] = ()
    """Por qué no se pudo verificar: del archivo, de sus datos o de la máquina."""
    avisos: tuple[Aviso, ...] = ()
    """Avisos de sus datos."""

    @property
    def pasa(self) -> bool:
        """Si hay certificado y su veredicto es ``identico``."""
        return self.certificado is not None and self.certificado.pasa

    def datos(self) -> dict[str, Any]:
        """Datos del resultado, para escribirlo como JSON."""
        if self.certificado is not None:
            return {"archivo": self.archivo, **self.certificado.datos()}
        fallas_en_datos = [
            {"codigo": f.codigo, "ruta": f.ruta, "mensaje": f.mensaje} for f in self.fallas
        ]
        return {
            "archivo": self.archivo,
            "veredicto": None,
            "pasa": False,
            "fallas": fallas_en_datos,
        }
