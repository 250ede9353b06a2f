"""Filas de las hojas de unas listas, cada una en su lugar del contenido."""

import re
from collections.abc import Hashable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from paac_reportes.estructura import mostrar
from paac_reportes.lectura.filas.valores import texto_que_llega
from paac_reportes.libros.columnas import NOTAS
from paac_reportes.libros.duenos import Dueno, Duenos, PorCampos, PorClave, PorLugar, PorNombre
from paac_reportes.libros.listas import NUMERO, HojaDeLista, hojas_de_listas
from paac_reportes.libros.por_armar import PorArmar, filas_de_hoja
from paac_reportes.libros.valores import como_se_lee
from paac_reportes.libros.vistas import FilaDelLibro, TablaLeida, leer_fecha_o_texto


class ArmadorDelContenido:
    """Pone lo de cada fila en su lugar."""

    def __init__(self, tablas: Mapping[str, TablaLeida], por_armar: PorArmar) -> None:
        self._tablas, self._por_armar = tablas, por_armar
        self._raiz = Dueno("", por_armar.datos)
        self._duenos: dict[str, Duenos] = {}

    def armar(self) -> None:
        """Hoja por hoja: quien contiene va antes que lo que contiene."""
        for hoja_de_lista in hojas_de_listas(self._por_armar.tema):
            for duenos in self._duenos.values():
                duenos.empezar()
            if hoja_de_lista.hoja.se_nombra is not None:
                self._duenos[hoja_de_lista.hoja.lista] = self._como_se_nombran(hoja_de_lista)
            poner = self._de_una_tabla if hoja_de_lista.hoja.tabla else self._de_una_lista
            for fila, dueno in self._con_dueno(hoja_de_lista):
                poner(hoja_de_lista, fila, dueno)

    def _con_dueno(self, hoja_de_lista: HojaDeLista) -> Iterator[tuple[FilaDelLibro, Dueno]]:
        """Las filas que dicen algo, con su dueño; la que no se sabe de quién es ya se dijo."""
        for fila in filas_de_hoja(self._tablas, hoja_de_lista.hoja.nombre):
            dice_algo = any(fila.valor(d) is not None for d in fila.columnas if d != NOTAS)
            dueno = self._dueno(_de_afuera(hoja_de_lista), fila) if dice_algo else None
            if dueno is not None:
                yield fila, dueno

    def _dueno(self, lista: str, fila: FilaDelLibro) -> Dueno | None:
        return self._duenos[lista].de(fila) if lista else self._raiz

    def _como_se_nombran(self, hoja_de_lista: HojaDeLista) -> Duenos:
        nombrado = hoja_de_lista.hoja.se_nombra
        assert nombrado is not None  # noqa: S101 - sólo se pregunta de los que se nombran
        afuera = hoja_de_lista.hoja.lista.rpartition(".")[0]
        if nombrado.como == "clave":
            return PorClave(hoja_de_lista, nombrado, self._por_armar)
        if nombrado.como == "nombre":
            return PorNombre(
                hoja_de_lista,
                nombrado,
                self._por_armar,
                lambda datos: self._agregar(hoja_de_lista, datos, self._raiz),
            )
        clase = PorLugar if nombrado.como == "lugar" else PorCampos
        con_articulo = self._duenos[afuera].el if afuera else self._por_armar.tema.el
        return clase(
            hoja_de_lista,
            nombrado,
            self._por_armar,
            lambda fila: self._dueno(afuera, fila),
            con_articulo,
        )

    # -------------------------------------------------------------- las listas
    def _de_una_lista(self, hoja_de_lista: HojaDeLista, fila: FilaDelLibro, dueno: Dueno) -> None:
        lista = hoja_de_lista.contenido.nombre
        ruta = f"{dueno.ruta_de(lista)}[{len(dueno.datos.get(lista, ()))}]"
        datos = self._datos(ruta, hoja_de_lista, fila)
        if not datos and not hoja_de_lista.de_quien:
            return
        iguales = self._iguales(hoja_de_lista, dueno, datos)
        if iguales:
            motivo = f"repite la de {self._por_armar.lugares[iguales[0].ruta]}"
            self._por_armar.avisar("fila_repetida", fila.lugar, motivo)
        objeto = self._agregar(hoja_de_lista, datos, dueno)
        iguales.append(objeto)
        self._numerar(hoja_de_lista, fila, objeto)
        for campo, otra_lista in hoja_de_lista.hoja.nombran.items():
            self._nombrados(campo, otra_lista, hoja_de_lista, fila, objeto)
        if hoja_de_lista.hoja.lista in self._duenos:
            self._duenos[hoja_de_lista.hoja.lista].conocer(fila, objeto)

    def _agregar(self, hoja_de_lista: HojaDeLista, datos: dict[str, Any], dueno: Dueno) -> Dueno:
        lista = hoja_de_lista.contenido.nombre
        objetos = dueno.datos.setdefault(lista, [])
        objeto = Dueno(f"{dueno.ruta_de(lista)}[{len(objetos)}]", datos, dueno)
        objetos.append(datos)
        dueno.por_lista.setdefault(lista, []).append(objeto)
        return objeto

    def _datos(self, ruta: str, hoja_de_lista: HojaDeLista, fila: FilaDelLibro) -> dict[str, Any]:
        """El objeto que dice una fila, con la celda de cada dato."""
        datos: dict[str, Any] = {}
        for nota in fila.notas:
            if nota in hoja_de_lista.partes:
                _poner(datos, (*nota.split("."),), {})
        self._por_armar.lugares[ruta] = fila.lugar
        for columna, paso in hoja_de_lista.pasos:
            if paso[-1] in hoja_de_lista.hoja.nombran:
                continue
            self._por_armar.lugares[".".join((ruta, *paso))] = fila.lugar_de(columna.dato)
            if (valor := como_se_lee(fila, columna)) is not None:
                _poner(datos, paso, valor)
        return datos | self._extras(ruta, hoja_de_lista, fila)

    def _extras(self, ruta: str, hoja_de_lista: HojaDeLista, fila: FilaDelLibro) -> dict[str, Any]:
        antes = f"{hoja_de_lista.raiz}.extras."
        extras = {}
        for dato in fila.columnas if hoja_de_lista.lleva_extras else ():
            valor = fila.propio(dato) if dato.startswith(antes) else None
            if valor is not None:
                nombre = dato.removeprefix(antes)
                extras[nombre] = valor
                self._por_armar.lugares[f"{ruta}.extras.{nombre}"] = fila.lugar_de(dato)
        return {"extras": extras} if extras else {}

    def _iguales(
        self, hoja_de_lista: HojaDeLista, dueno: Dueno, datos: Mapping[str, Any]
    ) -> list[Dueno]:
        """Dueños que ya dijeron lo mismo de lo mismo: si hay alguno, alguien copió la fila."""
        nombrado = hoja_de_lista.hoja.se_nombra
        if dueno is self._raiz or (nombrado is not None and nombrado.como == "clave"):
            return []
        datos_propios = {
            campo: v for campo, v in datos.items() if campo not in hoja_de_lista.hoja.nombran
        }
        return dueno.iguales.setdefault((hoja_de_lista.contenido.nombre, _fijo(datos_propios)), [])

    # -------------------------------------------------------------- lo que nombra otra hoja
    def _numerar(self, hoja_de_lista: HojaDeLista, fila: FilaDelLibro, objeto: Dueno) -> None:
        """Con qué número lo nombra otra hoja; si no lo dice, con su lugar."""
        dueno, lista = objeto.dueno, hoja_de_lista.contenido.nombre
        if hoja_de_lista.numero is None or dueno is None:
            return
        lugar = len(dueno.datos[lista])
        numero = str(texto_que_llega(fila.valor(NUMERO)) or lugar).strip()
        self._por_armar.siguen.add(fila.lugar_de(NUMERO))
        if (lista, numero) in dueno.numeros:
            motivo = (
                f"{self._el_dueno(hoja_de_lista)} ya tiene {hoja_de_lista.un} {mostrar(numero)}"
            )
            self._por_armar.fallar("dato_repetido", fila.lugar_de(NUMERO), motivo)
        dueno.numeros.setdefault((lista, numero), lugar)

    def _nombrados(
        self,
        campo: str,
        otra_lista: str,
        hoja_de_lista: HojaDeLista,
        fila: FilaDelLibro,
        objeto: Dueno,
    ) -> None:
        """El lugar de cada uno de los de otra lista que se nombran por su número."""
        dato, dueno = f"{hoja_de_lista.raiz}.{campo}", objeto.dueno
        assert dueno is not None  # noqa: S101 - la otra lista es de quien lo contiene
        celda, crudo = fila.lugar_de(dato), fila.valor(dato)
        # Excel toma «1,2» por un número con decimales.
        texto = fila.texto(dato) if isinstance(crudo, Decimal) else crudo
        lugares = []
        for numero in filter(None, re.split(r"[\s,;y]+", str(texto_que_llega(texto) or ""))):
            if (otra_lista, numero) in dueno.numeros:
                lugares.append(dueno.numeros[otra_lista, numero])
                continue
            con_articulo = next(
                u.un
                for u in hojas_de_listas(self._por_armar.tema)
                if u.contenido.nombre == otra_lista and not u.hoja.tabla
            )
            motivo = f"{self._el_dueno(hoja_de_lista)} no tiene {con_articulo} {mostrar(numero)}"
            self._por_armar.fallar("fuera_de_rango", celda, motivo)
        if lugares:
            objeto.datos[campo] = lugares
            self._por_armar.lugares[f"{objeto.ruta}.{campo}"] = celda

    def _el_dueno(self, hoja_de_lista: HojaDeLista) -> str:
        afuera = _de_afuera(hoja_de_lista)
        return self._duenos[afuera].el if afuera else self._por_armar.tema.el

    # -------------------------------------------------------------- las tablas
    def _de_una_tabla(self, hoja_de_lista: HojaDeLista, fila: FilaDelLibro, dueno: Dueno) -> None:
        tabla = (
            dueno.datos.setdefault(hoja_de_lista.hoja.tabla, {}) if hoja_de_lista.es_ancha else None
        )
        if tabla is None:
            self._de_una_clave(hoja_de_lista, fila, dueno)
            return
        for columna in hoja_de_lista.propias:
            clave = int(columna.dato.rpartition(".")[2])
            if (respuesta := como_se_lee(fila, columna)) is None:
                continue
            celda = fila.lugar_de(columna.dato)
            if clave in tabla:
                de_quien = _con_del(self._el_dueno(hoja_de_lista))
                motivo = f"«{columna.rotulo}» {de_quien} ya tiene respuesta"
                self._por_armar.fallar("dato_repetido", celda, motivo)
            tabla[clave] = respuesta
            self._por_armar.lugares[f"{dueno.ruta}.{hoja_de_lista.hoja.tabla}.{clave}"] = celda

    def _de_una_clave(self, hoja_de_lista: HojaDeLista, fila: FilaDelLibro, dueno: Dueno) -> None:
        """Una clave con lo que de ella se dice."""
        de_la_clave, de_lo_dicho = (columna.dato for columna in hoja_de_lista.propias)
        clave, respuesta = (leer_fecha_o_texto(fila.propio(d)) for d in (de_la_clave, de_lo_dicho))
        self._por_armar.siguen |= {fila.lugar_de(de_la_clave), fila.lugar_de(de_lo_dicho)}
        if clave is None or respuesta is None:
            falta = fila.lugar_de(de_la_clave if clave is None else de_lo_dicho)
            dicen = " y ".join(f"«{columna.rotulo}»" for columna in hoja_de_lista.propias)
            motivo = f"una fila dice {dicen}, y falta una de las dos celdas"
            self._por_armar.fallar("dato_faltante", falta, motivo)
            return
        tabla = dueno.datos.setdefault(hoja_de_lista.hoja.tabla, {})
        if clave in tabla:
            motivo = f"ya se respondió {mostrar(clave)} {_con_del(self._el_dueno(hoja_de_lista))}"
            self._por_armar.fallar("dato_repetido", fila.lugar_de(de_la_clave), motivo)
            return
        tabla[clave] = respuesta
        ruta = f"{dueno.ruta}.{hoja_de_lista.hoja.tabla}.{clave}"
        self._por_armar.lugares[ruta] = fila.lugar_de(de_lo_dicho)


def _de_afuera(hoja_de_lista: HojaDeLista) -> str:
    """La lista de quien es dueño de sus filas: de una tabla, quien la lleva."""
    return (
        hoja_de_lista.hoja.lista
        if hoja_de_lista.hoja.tabla
        else hoja_de_lista.hoja.lista.rpartition(".")[0]
    )


def _fijo(valor: Any) -> Hashable:
    """Valor que se puede buscar: iguales los que son iguales."""
    if isinstance(valor, dict):
        return frozenset((clave, _fijo(uno)) for clave, uno in valor.items())
    if isinstance(valor, list | tuple):
        return tuple(map(_fijo, valor))
    fijo: Hashable = valor
    return fijo


def _con_del(con_articulo: str) -> str:
    """``del riesgo``, de ``el riesgo``."""
    return f"d{con_articulo}" if con_articulo.startswith("el ") else f"de {con_articulo}"


def _poner(datos: dict[str, Any], paso: tuple[str, ...], valor: Any) -> None:
    *afuera, campo = paso
    for campo_de_afuera in afuera:
        datos = datos.setdefault(campo_de_afuera, {})
    datos[campo] = valor
