"""Lo de cada fila de las hojas de unas listas, en su lugar del contenido."""

import re
from collections.abc import Hashable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from paac_reportes.estructura import mostrar
from paac_reportes.lectura.filas.valores import leer_texto
from paac_reportes.libros.columnas import NOTAS, ColumnaDelLibro
from paac_reportes.libros.duenos import Duenos, Objeto, PorCampos, PorClave, PorLugar, PorNombre
from paac_reportes.libros.listas import ENTERO, NUMERO, QUE_ES, HojaDeLista, hojas_de_listas
from paac_reportes.libros.por_armar import PorArmar, filas_de
from paac_reportes.libros.valores import como_se_lee
from paac_reportes.libros.vistas import FilaDelLibro, TablaLeida, leer_fecha_o_texto
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.textos.valores import en_palabras


class Armado:
    """Pone lo de cada fila en su lugar."""

    def __init__(self, tablas: Mapping[str, TablaLeida], leido: PorArmar) -> None:
        self._tablas, self._leido = tablas, leido
        self._raiz = Objeto("", leido.datos)
        self._duenos: dict[str, Duenos] = {}

    def armar(self) -> None:
        """Hoja por hoja: quien contiene va antes que lo que contiene."""
        for suya in hojas_de_listas(self._leido.tema):
            for duenos in self._duenos.values():
                duenos.empezar()
            if suya.hoja.se_nombra is not None:
                self._duenos[suya.hoja.lista] = self._como_se_nombran(suya)
            poner = self._de_una_tabla if suya.hoja.tabla else self._de_una_lista
            for fila, dueno in self._con_dueno(suya):
                poner(suya, fila, dueno)

    def _con_dueno(self, suya: HojaDeLista) -> Iterator[tuple[FilaDelLibro, Objeto]]:
        """Las filas que dicen algo, con su dueño; la que no se sabe de quién es ya se dijo."""
        for fila in filas_de(self._tablas, suya.hoja.nombre):
            dice_algo = any(fila.valor(d) is not None for d in fila.columnas if d != NOTAS)
            dueno = self._dueno(_de_afuera(suya), fila) if dice_algo else None
            if dueno is not None:
                yield fila, dueno

    def _dueno(self, lista: str, fila: FilaDelLibro) -> Objeto | None:
        return self._duenos[lista].de(fila) if lista else self._raiz

    def _como_se_nombran(self, suya: HojaDeLista) -> Duenos:
        nombrado = suya.hoja.se_nombra
        assert nombrado is not None  # noqa: S101 - sólo se pregunta de los que se nombran
        afuera = suya.hoja.lista.rpartition(".")[0]
        if nombrado.como == "clave":
            return PorClave(suya, nombrado, self._leido)
        if nombrado.como == "nombre":
            return PorNombre(
                suya, nombrado, self._leido, lambda datos: self._agregar(suya, datos, self._raiz)
            )
        clase = PorLugar if nombrado.como == "lugar" else PorCampos
        el = self._duenos[afuera].el if afuera else self._leido.tema.el
        return clase(suya, nombrado, self._leido, lambda fila: self._dueno(afuera, fila), el)

    # -------------------------------------------------------------- las listas
    def _de_una_lista(self, suya: HojaDeLista, fila: FilaDelLibro, dueno: Objeto) -> None:
        if suya.que_es is not None and self._es_de_otra(suya, suya.que_es, fila, dueno):
            return
        sueltos = dict(self._textos_sueltos(suya, fila))
        if sueltos and self._siguen(suya, fila, dueno, sueltos):
            return
        lista = suya.contenido.nombre
        ruta = f"{dueno.ruta_de(lista)}[{len(dueno.datos.get(lista, ()))}]"
        datos = self._datos(ruta, suya, fila) | {campo: [uno] for campo, uno in sueltos.items()}
        if not datos and not suya.de_quien:
            return
        iguales = self._iguales(suya, dueno, datos)
        if iguales:
            motivo = f"repite la de {self._leido.lugares[iguales[0].ruta]}"
            self._leido.avisar("fila_repetida", fila.lugar, motivo)
        objeto = self._agregar(suya, datos, dueno)
        iguales.append(objeto)
        self._numerar(suya, fila, objeto)
        for campo, otra in suya.hoja.nombran.items():
            self._nombrados(campo, otra, suya, fila, objeto)
        if suya.hoja.lista in self._duenos:
            self._duenos[suya.hoja.lista].conocer(fila, objeto)

    def _agregar(self, suya: HojaDeLista, datos: dict[str, Any], dueno: Objeto) -> Objeto:
        lista = suya.contenido.nombre
        todos = dueno.datos.setdefault(lista, [])
        objeto = Objeto(f"{dueno.ruta_de(lista)}[{len(todos)}]", datos, dueno)
        todos.append(datos)
        dueno.suyos.setdefault(lista, []).append(objeto)
        return objeto

    def _datos(self, ruta: str, suya: HojaDeLista, fila: FilaDelLibro) -> dict[str, Any]:
        """El objeto que dice una fila, con la celda de cada dato."""
        datos: dict[str, Any] = {}
        for nota in fila.notas:
            if nota in suya.partes:
                _poner(datos, (*nota.split("."),), {})
        self._leido.lugares[ruta] = fila.lugar
        for columna, paso in suya.pasos:
            if paso[-1] in suya.hoja.nombran:
                continue
            self._leido.lugares[".".join((ruta, *paso))] = fila.lugar_de(columna.dato)
            if (valor := como_se_lee(fila, columna)) is not None:
                _poner(datos, paso, valor)
        return datos | self._extras(ruta, suya, fila)

    def _extras(self, ruta: str, suya: HojaDeLista, fila: FilaDelLibro) -> dict[str, Any]:
        antes = f"{suya.raiz}.extras."
        extras = {}
        for dato in fila.columnas if suya.lleva_extras else ():
            valor = fila.propio(dato) if dato.startswith(antes) else None
            if valor is not None:
                nombre = dato.removeprefix(antes)
                extras[nombre] = valor
                self._leido.lugares[f"{ruta}.extras.{nombre}"] = fila.lugar_de(dato)
        return {"extras": extras} if extras else {}

    def _iguales(self, suya: HojaDeLista, dueno: Objeto, datos: Mapping[str, Any]) -> list[Objeto]:
        """Los que ya dijeron lo mismo de lo mismo: si hay alguno, alguien copió la fila."""
        nombrado = suya.hoja.se_nombra
        if dueno is self._raiz or (nombrado is not None and nombrado.como == "clave"):
            return []
        propios = {campo: v for campo, v in datos.items() if campo not in suya.hoja.nombran}
        return dueno.iguales.setdefault((suya.contenido.nombre, _fijo(propios)), [])

    # -------------------------------------------------------------- los textos de una lista
    def _textos_sueltos(self, suya: HojaDeLista, fila: FilaDelLibro) -> Iterator[tuple[str, Any]]:
        """Los de la fila que sólo trae uno más, con todos sus renglones."""
        for columna, paso in suya.pasos if ENTERO in fila.notas else ():
            es_lista = CATALOGO.tipo(columna.dato) is tuple
            texto = leer_fecha_o_texto(fila.propio(columna.dato)) if es_lista else None
            if texto is not None:
                yield paso[-1], texto

    def _siguen(
        self, suya: HojaDeLista, fila: FilaDelLibro, dueno: Objeto, sueltos: Mapping[str, Any]
    ) -> bool:
        """Si son de uno que ya está: el que la fila nombra o el último que tiene su dueño."""
        suyos = dueno.suyos.get(suya.contenido.nombre, [])
        duenos = self._duenos.get(suya.hoja.lista)
        antes = suyos[-1] if suyos else None
        if isinstance(duenos, PorCampos):
            antes = duenos.entre(dueno, fila)
        if antes is None:
            return False
        dicho = self._iguales(suya, dueno, antes.datos)
        for campo, texto in sueltos.items():
            todos = antes.datos.setdefault(campo, [])
            celda = fila.lugar_de(f"{suya.raiz}.{campo}")
            self._leido.lugares[f"{antes.ruta}.{campo}[{len(todos)}]"] = celda
            self._leido.siguen.add(celda)
            todos.append(texto)
        if antes in dicho:  # ya no dice lo que decía
            dicho.remove(antes)
        self._iguales(suya, dueno, antes.datos).append(antes)
        return True

    def _es_de_otra(
        self, suya: HojaDeLista, columna: ColumnaDelLibro, fila: FilaDelLibro, dueno: Objeto
    ) -> bool:
        """Si la fila es un texto de otra lista de su dueño, que ya quedó en ella."""
        que_es = self._que_es(columna, suya.raiz, fila)
        if que_es == suya.raiz:
            return False
        lista, (texto, *demas) = suya.hoja.tambien[que_es], suya.propias
        todos = dueno.datos.setdefault(lista, [])
        self._leido.lugares[f"{dueno.ruta_de(lista)}[{len(todos)}]"] = fila.lugar_de(texto.dato)
        todos.append(como_se_lee(fila, texto))
        for sobra in demas:
            if (valor := fila.propio(sobra.dato)) is not None:
                motivo = (
                    f"la fila es «{en_palabras(que_es)}» y no lo lleva; no se leyó {mostrar(valor)}"
                )
                self._leido.avisar("dato_sobrante", fila.lugar_de(sobra.dato), motivo)
        return True

    def _que_es(self, columna: ColumnaDelLibro, raiz: str, fila: FilaDelLibro) -> str:
        """De qué lista es; lo que no lo dice es de la de su hoja."""
        self._leido.siguen.add(fila.lugar_de(QUE_ES))
        escrito = como_se_lee(fila, columna)
        if escrito is None or escrito in columna.opciones.values():
            return escrito or raiz
        *primeras, ultima = columna.regla.valores  # type: ignore[union-attr]
        motivo = (
            f"se esperaba {', '.join(primeras)} o {ultima}, llegó {mostrar(fila.valor(QUE_ES))}"
        )
        self._leido.fallar("opcion_desconocida", fila.lugar_de(QUE_ES), motivo)
        return raiz

    # -------------------------------------------------------------- lo que nombra otra hoja
    def _numerar(self, suya: HojaDeLista, fila: FilaDelLibro, objeto: Objeto) -> None:
        """Con qué número lo nombra otra hoja; si no lo dice, con su lugar."""
        dueno, lista = objeto.dueno, suya.contenido.nombre
        if suya.numero is None or dueno is None:
            return
        lugar = len(dueno.datos[lista])
        numero = str(leer_texto(fila.valor(NUMERO)) or lugar).strip()
        self._leido.siguen.add(fila.lugar_de(NUMERO))
        if (lista, numero) in dueno.numeros:
            motivo = f"{self._el_dueno(suya)} ya tiene {suya.un} {mostrar(numero)}"
            self._leido.fallar("dato_repetido", fila.lugar_de(NUMERO), motivo)
        dueno.numeros.setdefault((lista, numero), lugar)

    def _nombrados(
        self, campo: str, otra: str, suya: HojaDeLista, fila: FilaDelLibro, objeto: Objeto
    ) -> None:
        """El lugar de cada uno de los de otra lista que se nombran por su número."""
        dato, dueno = f"{suya.raiz}.{campo}", objeto.dueno
        assert dueno is not None  # noqa: S101 - la otra lista es de quien lo contiene
        celda, crudo = fila.lugar_de(dato), fila.valor(dato)
        # Excel toma «1,2» por un número con decimales.
        escrito = fila.texto(dato) if isinstance(crudo, Decimal) else crudo
        lugares = []
        for numero in filter(None, re.split(r"[\s,;y]+", str(leer_texto(escrito) or ""))):
            if (otra, numero) in dueno.numeros:
                lugares.append(dueno.numeros[otra, numero])
                continue
            uno = next(
                u.un
                for u in hojas_de_listas(self._leido.tema)
                if u.contenido.nombre == otra and not u.hoja.tabla
            )
            motivo = f"{self._el_dueno(suya)} no tiene {uno} {mostrar(numero)}"
            self._leido.fallar("fuera_de_rango", celda, motivo)
        if lugares:
            objeto.datos[campo] = lugares
            self._leido.lugares[f"{objeto.ruta}.{campo}"] = celda

    def _el_dueno(self, suya: HojaDeLista) -> str:
        afuera = _de_afuera(suya)
        return self._duenos[afuera].el if afuera else self._leido.tema.el

    # -------------------------------------------------------------- las tablas
    def _de_una_tabla(self, suya: HojaDeLista, fila: FilaDelLibro, dueno: Objeto) -> None:
        tabla = dueno.datos.setdefault(suya.hoja.tabla, {}) if suya.es_ancha else None
        if tabla is None:
            self._de_una_clave(suya, fila, dueno)
            return
        for columna in suya.propias:
            clave = int(columna.dato.rpartition(".")[2])
            if (dicho := como_se_lee(fila, columna)) is None:
                continue
            celda = fila.lugar_de(columna.dato)
            if clave in tabla:
                de_quien = _con_del(self._el_dueno(suya))
                motivo = f"«{columna.rotulo}» {de_quien} ya tiene respuesta"
                self._leido.fallar("dato_repetido", celda, motivo)
            tabla[clave] = dicho
            self._leido.lugares[f"{dueno.ruta}.{suya.hoja.tabla}.{clave}"] = celda

    def _de_una_clave(self, suya: HojaDeLista, fila: FilaDelLibro, dueno: Objeto) -> None:
        """Una clave con lo que de ella se dice."""
        de_la_clave, de_lo_dicho = (columna.dato for columna in suya.propias)
        clave, dicho = (leer_fecha_o_texto(fila.propio(d)) for d in (de_la_clave, de_lo_dicho))
        self._leido.siguen |= {fila.lugar_de(de_la_clave), fila.lugar_de(de_lo_dicho)}
        if clave is None or dicho is None:
            falta = fila.lugar_de(de_la_clave if clave is None else de_lo_dicho)
            dicen = " y ".join(f"«{columna.rotulo}»" for columna in suya.propias)
            motivo = f"una fila dice {dicen}, y falta una de las dos celdas"
            self._leido.fallar("dato_faltante", falta, motivo)
            return
        tabla = dueno.datos.setdefault(suya.hoja.tabla, {})
        if clave in tabla:
            motivo = f"ya se respondió {mostrar(clave)} {_con_del(self._el_dueno(suya))}"
            self._leido.fallar("dato_repetido", fila.lugar_de(de_la_clave), motivo)
            return
        tabla[clave] = dicho
        ruta = f"{dueno.ruta}.{suya.hoja.tabla}.{clave}"
        self._leido.lugares[ruta] = fila.lugar_de(de_lo_dicho)


def _de_afuera(suya: HojaDeLista) -> str:
    """La lista de quien es dueño de sus filas: de una tabla, quien la lleva."""
    return suya.hoja.lista if suya.hoja.tabla else suya.hoja.lista.rpartition(".")[0]


def _fijo(valor: Any) -> Hashable:
    """El mismo, de modo que se pueda buscar: iguales los que son iguales."""
    if isinstance(valor, dict):
        return frozenset((clave, _fijo(uno)) for clave, uno in valor.items())
    if isinstance(valor, list | tuple):
        return tuple(map(_fijo, valor))
    suyo: Hashable = valor
    return suyo


def _con_del(el: str) -> str:
    """``del riesgo``, de ``el riesgo``."""
    return f"d{el}" if el.startswith("el ") else f"de {el}"


def _poner(datos: dict[str, Any], paso: tuple[str, ...], valor: Any) -> None:
    *afuera, campo = paso
    for uno in afuera:
        datos = datos.setdefault(uno, {})
    datos[campo] = valor
